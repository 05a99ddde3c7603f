import type { GeneratedFile } from '../../../domain/artifact.ts';
import { idParameter } from '../../../domain/operation.ts';
import { fieldOf, type AggregateModel, type UseCaseModel } from '../aggregate-model.ts';
import { block, docComment, literal, paragraphs } from '../source-text.ts';

const hasInstantFilter = (model: AggregateModel): boolean =>
  model.filters.some(({ field }) => fieldOf(model, field).type.kind === 'instant');

/** How a controller gets its filter: instants are compared as they are kept, in UTC. */
const filterFunction = (model: AggregateModel): string => {
  const instants = model.filters.filter(({ field }) => fieldOf(model, field).type.kind === 'instant');
  return block(
    docComment('Points in time are compared as they are kept, in UTC.'),
    `const filterOf = (query: ${model.type}Filter): ${model.type}Filter => ({`,
    '...query,',
    ...instants.map(({ name }) => `${name}: query.${name} && toInstant(query.${name}),`),
    '});',
  );
};

const filterArgument = (model: AggregateModel): string => {
  if (model.filters.length === 0) return '';
  return hasInstantFilter(model) ? 'filterOf(query)' : `query as ${model.type}Filter`;
};

const idOf = ({ aggregate }: AggregateModel) => `path[${literal(idParameter(aggregate))}] ?? ''`;

const answered = (call: string): string =>
  block(`const { version, resource } = await ${call};`, `return ok(resource, { etag: etagOf(version) });`);

const handlers = {
  create: (model: AggregateModel, { name }: UseCaseModel) => {
    const call = `application.${name}(body as ${model.inputType}, header('Idempotency-Key'))`;
    const location = (id: string) => `\`/${model.collection}/\${${id}}\``;
    return block(
      `async ({ body, header }) => {`,
      model.isVersioned
        ? block(
            `const { version, resource } = await ${call};`,
            `return created(${location('resource.id')}, resource, { etag: etagOf(version) });`,
          )
        : block(
            `const ${model.one} = await ${call};`,
            `return created(${location(`${model.one}.id`)}, ${model.one});`,
          ),
      '}',
    );
  },
  get: (model: AggregateModel, { name }: UseCaseModel) => {
    const call = `application.${name}(${idOf(model)})`;
    return model.isVersioned
      ? block('async ({ path }) => {', answered(call), '}')
      : `async ({ path }) => ok(await ${call})`;
  },
  update: (model: AggregateModel, { name }: UseCaseModel) => {
    const expected = `versionsOf(header('If-Match'))`;
    const call = `application.${name}(${idOf(model)}, body as ${model.changeType}, ${expected})`;
    if (!model.isVersioned)
      return `async ({ path, body }) => ok(await application.${name}(${idOf(model)}, body as ${model.changeType}))`;
    return block('async ({ path, body, header }) => {', answered(call), '}');
  },
  remove: (model: AggregateModel, { name }: UseCaseModel) =>
    block(
      model.isVersioned ? 'async ({ path, header }) => {' : 'async ({ path }) => {',
      `await application.${name}(${idOf(model)}${model.isVersioned ? `, versionsOf(header('If-Match'))` : ''});`,
      'return noContent();',
      '}',
    ),
  search: (model: AggregateModel, { name }: UseCaseModel) => {
    const filter = filterArgument(model);
    return block(
      'async ({ query }) => {',
      'const { limit, cursor } = query as { limit: number; cursor?: string };',
      `const page = await application.${name}(${filter ? `${filter}, ` : ''}{ limit, after: fromCursor(cursor) });`,
      'return ok({ items: page.items, nextCursor: toCursor(page.next) });',
      '}',
    );
  },
  transition: (model: AggregateModel, { name, inputType }: UseCaseModel) => {
    const input = inputType ? `(body ?? {}) as ${inputType}, ` : '';
    if (!model.isVersioned)
      return `async ({ ${inputType ? 'body, ' : ''}path }) => ok(await application.${name}(${idOf(model)}${input ? `, ${input.slice(0, -2)}` : ''}))`;
    const call = `application.${name}(${idOf(model)}, ${input}versionsOf(header('If-Match')))`;
    return block(`async ({ ${inputType ? 'body, ' : ''}path, header }) => {`, answered(call), '}');
  },
  post: (model: AggregateModel, { name, inputType = 'object' }: UseCaseModel) => {
    const call = `application.${name}(${idOf(model)}, body as ${inputType}, header('Idempotency-Key'))`;
    return model.isVersioned
      ? block('async ({ body, path, header }) => {', answered(call), '}')
      : `async ({ body, path, header }) => ok(await ${call})`;
  },
  export: (model: AggregateModel, { name }: UseCaseModel) => {
    const formats = model.export?.useCase.formats ?? [];
    const call = `application.${name}(${filterArgument(model)})`;
    const csv = `download(${literal(`${model.collection}.csv`)}, 'text/csv; charset=utf-8', csv(columns, ${call}))`;
    const ndjson = `download(${literal(`${model.collection}.ndjson`)}, 'application/x-ndjson', ndjson(${call}))`;
    if (formats.length === 1) {
      const parameters = model.filters.length > 0 ? '{ query }' : '';
      return `async (${parameters}) => ${formats[0] === 'csv' ? csv : ndjson}`;
    }
    return block(
      'async ({ query, header }) => {',
      `const format = query['format'] ?? acceptedFormat(header('Accept'), ['csv', 'ndjson']);`,
      `return format === 'csv' ? ${csv} : ${ndjson};`,
      '}',
    );
  },
};

const replies = ({ get, update, remove, search, transitions, posts }: AggregateModel): string => {
  const called = [...transitions, ...posts].find(({ isCalled }) => isCalled);
  return ['created', remove && 'noContent', (get ?? update ?? search ?? called) && 'ok', 'type Operations']
    .filter(Boolean)
    .join(', ');
};

/** Callers may say which version they mean. */
const readsVersions = ({ isVersioned, update, remove, transitions }: AggregateModel): boolean =>
  isVersioned && Boolean(update ?? remove ?? transitions.find(({ isCalled }) => isCalled));

const libraries = (model: AggregateModel): string => {
  const { isVersioned, search } = model;
  const formats = model.export?.useCase.formats ?? [];
  const etag = readsVersions(model) ? 'etagOf, versionsOf' : 'etagOf';
  return block(
    formats.length > 1 && `import { acceptedFormat } from '#connectsoft/accepted-format';`,
    formats.includes('csv') && `import { csv } from '#connectsoft/csv';`,
    search && `import { fromCursor, toCursor } from '#connectsoft/cursor';`,
    formats.length > 0 && `import { download } from '#connectsoft/download';`,
    isVersioned && `import { ${etag} } from '#connectsoft/etag';`,
    hasInstantFilter(model) && `import { toInstant } from '#connectsoft/instant';`,
    formats.includes('ndjson') && `import { ndjson } from '#connectsoft/ndjson';`,
    `import { ${replies(model)} } from '#connectsoft/operation';`,
  );
};

const layers = (model: AggregateModel): string => {
  const { type, inputType, folder } = model;
  const called = calledOf(model);
  const bodies = called.flatMap((each) => each.inputType ?? []);
  const inputs = [...new Set([inputType, ...(model.update ? [model.changeType] : []), ...bodies])];
  return block(
    hasColumns(model) && `import type { ${type}Dto } from '../application/${folder}/${folder}-dto.ts';`,
    ...called.map(({ name, file }) => `import type { ${name} } from '../application/${folder}/${file}.ts';`),
    model.filters.length > 0 &&
      `import type { ${type}Filter } from '../domain/${folder}/${folder}-repository.ts';`,
    `import type { ${inputs.join(', ')} } from '../domain/${folder}/${folder}-state.ts';`,
  );
};

const hasColumns = (model: AggregateModel): boolean => model.export?.useCase.formats.includes('csv') ?? false;

/** What callers reach over HTTP. */
const calledOf = ({ useCases }: AggregateModel): UseCaseModel[] =>
  useCases.filter(({ isCalled }) => isCalled);

const handlerOf = (model: AggregateModel, useCase: UseCaseModel): string =>
  `${useCase.useCase.name}: ${handlers[useCase.useCase.kind](model, useCase)},`;

/** `src/api/<aggregate>-controller.ts`: the operations of an aggregate, by operationId. */
export const controllerFile = (model: AggregateModel): GeneratedFile => {
  const { type, aggregate, folder, nouns } = model;
  const fields = [...aggregate.fields, ...model.serverFields];
  const columns = ['id', 'recordedAt', ...fields.map(({ name }) => name)];
  return {
    path: `src/api/${folder}-controller.ts`,
    content: paragraphs(
      libraries(model),
      layers(model),
      block(
        `export type ${type}Application = {`,
        ...calledOf(model).map(({ name }) => `${name}: ReturnType<typeof ${name}>;`),
        '};',
      ),
      hasColumns(model) && `const columns = ${literal(columns)} satisfies (keyof ${type}Dto)[];`,
      hasInstantFilter(model) && filterFunction(model),
      block(
        docComment(`Operations on ${nouns}. Requests were checked against the OpenAPI document.`),
        `export const ${model.one}Controller = (application: ${type}Application): Operations => ({`,
        ...calledOf(model).map((useCase) => handlerOf(model, useCase)),
        '});',
      ),
    ),
  };
};
