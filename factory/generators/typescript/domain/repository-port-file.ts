import type { GeneratedFile } from '../../../domain/artifact.ts';
import { fieldOf, type AggregateModel } from '../aggregate-model.ts';
import { block, docComment, paragraphs } from '../source-text.ts';
import { valueType } from './field-code.ts';

const filterComments = { equals: '', from: 'Inclusive.', to: 'Exclusive.' } as const;

const filterType = (model: AggregateModel): string =>
  block(
    docComment(`Which ${model.nouns} are meant: those that meet every condition that is there.`),
    `export type ${model.type}Filter = {`,
    ...model.filters.map(({ name, field, bound }) => {
      const comment = filterComments[bound];
      return block(comment && docComment(comment), `${name}?: ${valueType(fieldOf(model, field).type)};`);
    }),
    '};',
  );

/** Name of the type that searches and exports take, undefined where nothing can be filtered. */
export const filterParameter = ({ type, filters }: AggregateModel): string =>
  filters.length === 0 ? '' : `filter: ${type}Filter`;

const methods = (model: AggregateModel): string[] => {
  const { type, one, nouns } = model;
  const filter = filterParameter(model);
  return [
    block(
      docComment(
        `Stores a new one and its events at once. A request that was stored before stores nothing and gets what it stored then.`,
      ),
      `add(${one}: ${type}, request?: IdempotentRequest): Promise<${type}>;`,
    ),
    model.isFound ? `find(id: string): Promise<${type} | undefined>;` : '',
    model.update
      ? block(
          docComment('Stores a changed one and its events at once. Throws ConcurrentChangeError.'),
          `save(${one}: ${type}): Promise<${type}>;`,
        )
      : '',
    model.remove
      ? block(
          docComment('Forgets it and stores its events at once. Throws ConcurrentChangeError.'),
          `remove(${one}: ${type}): Promise<void>;`,
        )
      : '',
    model.search
      ? block(
          docComment('One page, newest first.'),
          `search(${[filter, 'page: PageRequest'].filter(Boolean).join(', ')}): Promise<Page<${type}>>;`,
        )
      : '',
    model.export
      ? block(
          docComment(`All ${nouns} that are meant, oldest first, read while they are consumed.`),
          `all(${filter}): AsyncIterable<${type}>;`,
        )
      : '',
  ];
};

/** `src/domain/<aggregate>/<aggregate>-repository.ts`: the port of the one repository of a root. */
export const repositoryPortFile = (model: AggregateModel): GeneratedFile => {
  const { type, folder, aggregate } = model;
  const usesJson = model.filters.some(({ field }) => fieldOf(model, field).type.kind === 'json');
  if (usesJson) throw new Error(`${aggregate.name} cannot be filtered by a JSON field. Name another field.`);
  return {
    path: `src/domain/${folder}/${folder}-repository.ts`,
    content: paragraphs(
      block(
        `import type { IdempotentRequest } from '#connectsoft/idempotency';`,
        model.search && `import type { Page, PageRequest } from '#connectsoft/page';`,
      ),
      `import type { ${type} } from './${folder}.ts';`,
      model.filters.length > 0 && filterType(model),
      block(`export interface ${type}Repository {`, ...methods(model), '}'),
    ),
  };
};
