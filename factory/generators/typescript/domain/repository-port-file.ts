import type { GeneratedFile } from '../../../domain/artifact.ts';
import { fieldOf, type AggregateModel } from '../aggregate-model.ts';
import { block, docComment, paragraphs } from '../source-text.ts';
import { valueType } from './field-code.ts';

const filterComments = { equals: '', from: 'Inclusive.', to: 'Exclusive.' } as const;

const filterType = (model: AggregateModel): string =>
  block(
    docComment(`Which ${model.nouns} are meant: those that meet every condition that is there.`),
    `export type ${model.type}Filter = {`,
    ...model.conditions.map(({ name, field, bound }) => {
      const comment = filterComments[bound];
      return block(comment && docComment(comment), `${name}?: ${valueType(fieldOf(model, field).type)};`);
    }),
    '};',
  );

/** The parameter of searches and exports, empty where callers cannot filter. */
export const filterParameter = ({ type, filters }: AggregateModel): string =>
  filters.length === 0 ? '' : `filter: ${type}Filter`;

/** Documents change by other use cases than removal. */
export const isSaved = ({ update, transitions, posts, aggregate }: AggregateModel): boolean =>
  Boolean(update ?? transitions[0] ?? posts[0] ?? aggregate.reservable);

const methods = (model: AggregateModel): string[] => {
  const { type, one, nouns } = model;
  const filter = model.conditions.length === 0 ? '' : `filter: ${type}Filter`;
  return [
    block(
      docComment(
        `Stores a new one and its events at once. A request that was stored before stores nothing and gets what it stored then.`,
      ),
      `add(${one}: ${type}, request?: IdempotentRequest): Promise<${type}>;`,
    ),
    model.isRemembered
      ? block(
          docComment('What an earlier request of the same key stored, as it was then.'),
          `remembered(request: IdempotentRequest | undefined): Promise<${type} | undefined>;`,
        )
      : '',
    model.isFound ? `find(id: string): Promise<${type} | undefined>;` : '',
    isSaved(model)
      ? block(
          docComment('Stores a changed one and its events at once. Throws ConcurrentChangeError.'),
          `save(${one}: ${type}${model.posts.length > 0 ? ', request?: IdempotentRequest' : ''}): Promise<${type}>;`,
        )
      : '',
    model.posts.length > 0
      ? block(
          docComment('What an earlier request of the same key made of one, as it was then.'),
          `replaced(id: string, request: IdempotentRequest | undefined): Promise<${type} | undefined>;`,
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
    model.isListed
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
  const kinds = new Set(model.conditions.map(({ field }) => fieldOf(model, field).type.kind));
  if (kinds.has('json'))
    throw new Error(`${aggregate.name} cannot be filtered by a JSON field. Name another field.`);
  if (kinds.has('list'))
    throw new Error(`${aggregate.name} cannot be filtered by a list. Name another field.`);
  const timely = model.nowDerived.find(({ name }) => model.conditions.some(({ field }) => field === name));
  if (timely)
    throw new Error(`${aggregate.name} cannot be filtered by ${timely.name}, which changes with time.`);
  return {
    path: `src/domain/${folder}/${folder}-repository.ts`,
    content: paragraphs(
      block(
        `import type { IdempotentRequest } from '#connectsoft/idempotency';`,
        model.search && `import type { Page, PageRequest } from '#connectsoft/page';`,
      ),
      `import type { ${type} } from './${folder}.ts';`,
      model.conditions.length > 0 && filterType(model),
      block(`export interface ${type}Repository {`, ...methods(model), '}'),
    ),
  };
};
