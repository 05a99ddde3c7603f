import type { GeneratedFile } from '../../../domain/artifact.ts';
import { fieldOf, type AggregateModel } from '../aggregate-model.ts';
import { isSaved } from '../domain/repository-port-file.ts';
import { block, docComment, literal, paragraphs } from '../source-text.ts';

const operators = { equals: '=', from: '>=', to: '<' } as const;

/** Fields whose value may place a document: short ones. */
const placing = new Set(['string', 'enum', 'integer', 'boolean', 'date', 'reference']);

const partitionKeyOf = ({ service, aggregate }: AggregateModel): string => {
  const wanted = aggregate.fields.find(({ name }) => name === service.store.partitionKey);
  return wanted && placing.has(wanted.type.kind) ? wanted.name : 'id';
};

const definition = (model: AggregateModel): string => {
  const { aggregate, one, conditions, collection } = model;
  const indexed = [...new Set(conditions.map(({ field }) => fieldOf(model, field).name))];
  const unique = aggregate.fields.filter((field) => field.unique).map(({ name }) => name);
  const value = {
    name: collection,
    unique,
    indexed,
    partitionKey: partitionKeyOf(model),
    appendOnly: aggregate.kind === 'append-only',
  };
  return `export const ${one}Collection: CollectionDefinition = ${literal(value)};`;
};

const mutating = (model: AggregateModel): string => {
  const { type, one, remove, posts } = model;
  const request = posts.length > 0 ? ', request' : '';
  return block(
    isSaved(model) &&
      block(
        `async save(${one}${request}) {`,
        `const { version, state } = ${one};`,
        `const stored = await documents.replace({ id: state.id, version, state }, ${one}.releaseEvents()${request});`,
        `return ${type}.restore(stored);`,
        '},',
      ),
    posts.length > 0 &&
      block(
        'async replaced(id, request) {',
        'const found = await documents.replaced(id, request);',
        `return found && ${type}.restore(found);`,
        '},',
      ),
    remove &&
      block(
        `async remove(${one}) {`,
        `const { version, state } = ${one};`,
        `await documents.delete({ id: state.id, version, state }, ${one}.releaseEvents());`,
        '},',
      ),
  );
};

const reading = (model: AggregateModel): string => {
  const { type, conditions } = model;
  const filtered = conditions.length > 0;
  const criteria = filtered ? 'criteriaOf(filter, conditions)' : '[]';
  return block(
    model.isRemembered &&
      block(
        'async remembered(request) {',
        'const found = await documents.remembered(request);',
        `return found && ${type}.restore(found);`,
        '},',
      ),
    model.isFound &&
      block(
        'async find(id) {',
        'const found = await documents.find(id);',
        `return found && ${type}.restore(found);`,
        '},',
      ),
    model.search &&
      block(
        `async search(${filtered ? 'filter, ' : ''}page) {`,
        `const { items, ...rest } = await documents.page(${criteria}, page);`,
        `return { items: items.map((document) => ${type}.restore(document)), ...rest };`,
        '},',
      ),
    model.isListed &&
      block(
        `async *all(${filtered ? 'filter' : ''}) {`,
        `for await (const document of documents.stream(${criteria})) yield ${type}.restore(document);`,
        '},',
      ),
  );
};

/** `src/infrastructure/persistence/<aggregate>-repository.ts`: the repository over a collection of documents. */
export const repositoryFile = (model: AggregateModel): GeneratedFile => {
  const { type, one, folder, conditions: filters, isMutable, nouns } = model;
  const collection = isMutable ? 'MutableCollection' : 'DocumentCollection';
  const types = ['CollectionDefinition', ...(isMutable ? [] : ['DocumentCollection'])];
  return {
    path: `src/infrastructure/persistence/${folder}-repository.ts`,
    content: paragraphs(
      block(
        filters.length > 0
          ? `import { criteriaOf, ${types.map((name) => `type ${name}`).join(', ')} } from '#connectsoft/document-collection';`
          : `import type { ${types.join(', ')} } from '#connectsoft/document-collection';`,
        isMutable && `import type { MutableCollection } from '#connectsoft/mutable-collection';`,
      ),
      block(
        `import type { ${type}Repository } from '../../domain/${folder}/${folder}-repository.ts';`,
        `import type { ${type}State } from '../../domain/${folder}/${folder}-state.ts';`,
        `import { ${type} } from '../../domain/${folder}/${folder}.ts';`,
      ),
      definition(model),
      filters.length > 0 &&
        block(
          docComment('What each member of a filter asks of a field.'),
          'const conditions = {',
          ...filters.map(
            ({ name, field, bound }) => `${name}: [${literal(field)}, ${literal(operators[bound])}],`,
          ),
          '} as const;',
        ),
      block(
        docComment(`The ${nouns} in a collection of documents, whichever store holds it.`),
        `export const create${type}Repository = (documents: ${collection}<${type}State>): ${type}Repository => ({`,
        `async add(${one}, request) {`,
        `const stored = await documents.insert(${one}.state.id, ${one}.state, ${one}.releaseEvents(), request);`,
        `return ${type}.restore(stored);`,
        '},',
        reading(model),
        mutating(model),
        '});',
      ),
    ),
  };
};
