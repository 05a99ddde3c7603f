import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { UseCase } from '../../../domain/blueprint.ts';
import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { notFoundError } from '../domain/errors-file.ts';
import { filterParameter } from '../domain/repository-port-file.ts';
import { block, docComment, paragraphs, sentence } from '../source-text.ts';
import { answerOf } from './dto-file.ts';

/** Imports and the code after them. */
type Code = { libraries: string[]; own: string[]; needsStamp: boolean; body: string };

const domain = ({ folder }: AggregateModel, file = '') => `'../../domain/${folder}/${folder}${file}.ts'`;

const answerImport = (model: AggregateModel): string => {
  const { type, from } = answerOf(model);
  return `import { ${from}, type ${type} } from './${model.folder}-dto.ts';`;
};

const inputImport = (model: AggregateModel) =>
  `import type { ${model.inputType} } from ${domain(model, '-state')};`;

const errorImport = (model: AggregateModel) =>
  `import { ${notFoundError(model)} } from '../../domain/errors.ts';`;

const dependencies = ({ many }: AggregateModel, needsStamp: boolean) =>
  `({ ${many}${needsStamp ? ', stamp' : ''} }: Dependencies)`;

const found = (model: AggregateModel) =>
  block(
    `const ${model.one} = await ${model.many}.find(id);`,
    `if (!${model.one}) throw new ${notFoundError(model)}(id);`,
  );

const create = (model: AggregateModel, { name, method }: UseCaseModel): Code => {
  const answer = answerOf(model);
  return {
    libraries: [`import { idempotentRequest } from '#connectsoft/idempotency';`],
    own: [inputImport(model), `import { ${model.type} } from ${domain(model)};`, answerImport(model)],
    needsStamp: true,
    body: block(
      `export const ${name} = ${dependencies(model, true)} =>`,
      `async (input: ${model.inputType}, idempotencyKey?: string): Promise<${answer.type}> => {`,
      `const ${model.one} = ${model.type}.${method}(input, stamp());`,
      `return ${answer.from}(await ${model.many}.add(${model.one}, idempotentRequest(idempotencyKey, input)));`,
      '};',
    ),
  };
};

const get = (model: AggregateModel, { name }: UseCaseModel): Code => {
  const answer = answerOf(model);
  return {
    libraries: [],
    own: [errorImport(model), answerImport(model)],
    needsStamp: false,
    body: block(
      `export const ${name} = ${dependencies(model, false)} =>`,
      `async (id: string): Promise<${answer.type}> => {`,
      found(model),
      `return ${answer.from}(${model.one});`,
      '};',
    ),
  };
};

const optimistic = (model: AggregateModel, answer: string, change: readonly string[]) =>
  block(
    `optimistically(expected, async (assertExpected) => {`,
    found(model),
    `assertExpected(${model.one}.version);`,
    ...change,
    answer,
    '});',
  );

const concurrency = `import { optimistically } from '#connectsoft/optimistic-concurrency';`;

const update = (model: AggregateModel, { name, method }: UseCaseModel): Code => {
  const answer = answerOf(model);
  const needsStamp = model.defaulted.length > 0;
  return {
    libraries: [concurrency],
    own: [errorImport(model), inputImport(model), answerImport(model)],
    needsStamp,
    body: block(
      `export const ${name} = ${dependencies(model, needsStamp)} =>`,
      `(id: string, input: ${model.inputType}, expected?: readonly number[]): Promise<${answer.type}> =>`,
      optimistic(model, `return ${answer.from}(await ${model.many}.save(${model.one}));`, [
        `${model.one}.${method}(input${needsStamp ? ', stamp().at' : ''});`,
      ]),
    ),
  };
};

const remove = (model: AggregateModel, { name, method, events }: UseCaseModel): Code => ({
  libraries: [concurrency],
  own: [errorImport(model)],
  needsStamp: false,
  body: block(
    `export const ${name} = ${dependencies(model, false)} =>`,
    `(id: string, expected?: readonly number[]): Promise<void> =>`,
    optimistic(model, `await ${model.many}.remove(${model.one});`, [
      events.length > 0 ? `${model.one}.${method}();` : '',
    ]),
  ),
});

const filterImport = (model: AggregateModel): string[] =>
  model.filters.length > 0
    ? [`import type { ${model.type}Filter } from ${domain(model, '-repository')};`]
    : [];

const search = (model: AggregateModel, { name }: UseCaseModel): Code => {
  const { type, many } = model;
  const parameters = [filterParameter(model), 'page: PageRequest'].filter(Boolean).join(', ');
  return {
    libraries: [`import type { Page, PageRequest } from '#connectsoft/page';`],
    own: [
      ...filterImport(model),
      `import { to${type}Dto, type ${type}Dto } from './${model.folder}-dto.ts';`,
    ],
    needsStamp: false,
    body: block(
      `export const ${name} = ${dependencies(model, false)} =>`,
      `async (${parameters}): Promise<Page<${type}Dto>> => {`,
      `const { items, ...rest } = await ${many}.search(${model.filters.length > 0 ? 'filter, ' : ''}page);`,
      `return { items: items.map(to${type}Dto), ...rest };`,
      '};',
    ),
  };
};

const exporting = (model: AggregateModel, { name }: UseCaseModel): Code => {
  const { type, many, one } = model;
  return {
    libraries: [],
    own: [
      ...filterImport(model),
      `import { to${type}Dto, type ${type}Dto } from './${model.folder}-dto.ts';`,
    ],
    needsStamp: false,
    body: block(
      `export const ${name} = ${dependencies(model, false)} =>`,
      `async function* (${filterParameter(model)}): AsyncIterable<${type}Dto> {`,
      `for await (const ${one} of ${many}.all(${model.filters.length > 0 ? 'filter' : ''})) yield to${type}Dto(${one});`,
      '};',
    ),
  };
};

const codeOf: Record<UseCase['kind'], (model: AggregateModel, useCase: UseCaseModel) => Code> = {
  create,
  get,
  update,
  remove,
  search,
  export: exporting,
};

/** Whether the use case needs an identity or the time of the write. */
export const needsStamp = (model: AggregateModel, useCase: UseCaseModel): boolean =>
  codeOf[useCase.useCase.kind](model, useCase).needsStamp;

/** `src/application/<aggregate>/<use-case>.ts`: one use case. */
export const useCaseFile = (model: AggregateModel, useCase: UseCaseModel): GeneratedFile => {
  const code = codeOf[useCase.useCase.kind](model, useCase);
  const repository = `${model.type}Repository`;
  const filters = code.own.find((line) => line.includes(`${model.folder}-repository.ts`));
  const own = code.own.filter((line) => line !== filters);
  return {
    path: `src/application/${model.folder}/${useCase.file}.ts`,
    content: paragraphs(
      block(...code.libraries, code.needsStamp && `import type { Stamp } from '#connectsoft/stamp';`),
      block(
        `import type { ${filters ? `${model.type}Filter, ` : ''}${repository} } from ${domain(model, '-repository')};`,
        ...own,
      ),
      `type Dependencies = { ${model.many}: ${repository}${code.needsStamp ? '; stamp: () => Stamp' : ''} };`,
      block(docComment(sentence(useCase.useCase.summary)), code.body),
    ),
  };
};
