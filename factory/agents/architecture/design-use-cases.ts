import type { Aggregate, DomainEvent, Filter, UseCase } from '../../domain/blueprint.ts';
import { filtersOf } from '../../domain/operation.ts';
import type { ProductPlan, Story } from '../../domain/product-plan.ts';
import { participleOf } from '../vision/reading/verbs.ts';
import { exampleInput, type ExampleContext } from './example-value.ts';
import { operationName } from './identifiers.ts';
import { allows, type NamedThing } from './name-operations.ts';
import type { PlainKind } from './story-links.ts';
import { fieldNamed } from './thing.ts';
import { useCaseBase, type Grants } from './use-case-base.ts';
import { capital, distinct, withArticle } from './wording.ts';

export type Operations = { useCases: UseCase[]; events: DomainEvent[] };

type Given = {
  plan: ProductPlan;
  thing: NamedThing;
  aggregate: Aggregate;
  grants: Grants;
  examples: ExampleContext;
};

const checksOf = (stories: readonly Story[]) =>
  stories.flatMap(({ criteria }) => criteria.map(({ check }) => check));

/** Filters that the plan asks for; a search over states and references comes with every aggregate that has them. */
const searchFilters = (thing: NamedThing, aggregate: Aggregate): Filter[] => {
  const asked = checksOf(thing.stories.filter(({ intent }) => intent === 'find')).flatMap(
    (check): Filter[] => {
      if (check.kind !== 'found-by' && check.kind !== 'found-in-period') return [];
      const field = fieldNamed(thing, check.attribute);
      const match = check.kind === 'found-by' ? 'equals' : 'range';
      return field === undefined ? [] : [{ field, match }];
    },
  );
  const once = asked.filter(
    ({ field, match }, index) =>
      asked.findIndex((each) => each.field === field && each.match === match) === index,
  );
  return filtersOf({ filters: once }, aggregate);
};

/** Things that are watched or referred to can be read, whether or not a story says so. */
const isWatched = ({ subject, started, referred }: NamedThing): boolean =>
  subject.lifecycle !== undefined ||
  subject.ledger !== undefined ||
  subject.stock !== undefined ||
  started ||
  referred;

const isWanted = (thing: NamedThing, kind: PlainKind, watched: boolean): boolean => {
  const { subject, stories, started } = thing;
  const told = (...intents: Story['intent'][]) => stories.some(({ intent }) => intents.includes(intent));
  const fixed = subject.unchangeable || subject.ledger !== undefined;
  switch (kind) {
    case 'create':
      return told('record', 'maintain') || started || watched;
    case 'get':
      return told('view') || watched;
    case 'update':
      return allows(thing, 'change') && !fixed;
    case 'remove':
      return allows(thing, 'remove') && !fixed;
    case 'search':
      return told('find') || watched;
    case 'export':
      return told('export');
  }
};

const exampleTitles = ({ subject }: NamedThing) => ({
  least: `${capital(subject.name)} with what is required`,
  all: `${capital(subject.name)} with everything that is known`,
  other: `${capital(subject.name)} with other values`,
});

const plainUseCase = (given: Given, kind: PlainKind): UseCase => {
  const { plan, thing, aggregate, grants, examples } = given;
  const { type, plural, subject, creation, stories } = thing;
  const one = withArticle(subject.name);
  const base = (name: string, summary: string, itself = false) => ({
    name,
    ...useCaseBase(plan, thing, kind, name, { summary, itself }, grants),
  });
  const example = (index: number, all: boolean) => exampleInput(aggregate.fields, index, all, examples);
  const titles = exampleTitles(thing);
  switch (kind) {
    case 'create': {
      const said = `${capital(creation.verb)} ${one}.`;
      return {
        kind,
        ...base(creation.useCase, said, thing.started),
        emits: [creation.event],
        examples: [
          { title: titles.least, input: example(0, false) },
          { title: titles.all, input: example(1, true) },
        ],
      };
    }
    case 'get':
      return { kind, ...base(operationName('get', type), `View ${one}.`) };
    case 'update':
      return {
        kind,
        ...base(operationName('change', type), `Change ${one}.`),
        emits: [`${type}Changed`],
        examples: [{ title: titles.other, input: example(2, true) }],
      };
    case 'remove':
      return { kind, ...base(operationName('remove', type), `Remove ${one}.`), emits: [`${type}Removed`] };
    case 'search':
      return {
        kind,
        ...base(operationName('search', plural), `Find ${subject.plural}.`),
        filters: searchFilters(thing, aggregate),
      };
    case 'export': {
      const formats = distinct(
        checksOf(stories).flatMap((check) => (check.kind === 'exported' ? [check.format] : [])),
      );
      return {
        kind,
        ...base(operationName('export', plural), `Export ${subject.plural}.`),
        filters: searchFilters(thing, aggregate),
        formats: formats.map((format) => (format === 'csv' ? 'csv' : 'ndjson')),
      };
    }
  }
};

const moveUseCases = ({ plan, thing, grants }: Given): UseCase[] =>
  thing.moves.map(({ verb, path, useCase, event, from, to, automatic }) => ({
    kind: 'transition',
    name: useCase,
    ...useCaseBase(
      plan,
      thing,
      undefined,
      useCase,
      { summary: `${capital(verb)} ${withArticle(thing.subject.name)}.`, itself: automatic },
      grants,
    ),
    verb: path,
    from,
    to,
    input: [],
    effects: [],
    automatic,
    emits: [event],
  }));

const postUseCases = ({ plan, thing, grants }: Given): UseCase[] =>
  thing.posts.map(({ verb, path, useCase, event, direction }) => ({
    kind: 'post',
    name: useCase,
    ...useCaseBase(
      plan,
      thing,
      undefined,
      useCase,
      { summary: `${capital(verb)} ${thing.subject.ledger?.unit}.` },
      grants,
    ),
    verb: path,
    direction,
    input: [],
    emits: [event],
  }));

const KINDS: readonly PlainKind[] = ['create', 'get', 'update', 'remove', 'search', 'export'];

/** Use cases of a thing: what its stories ask for, and what its life cycle and ledger need. */
export const designUseCases = (given: Given): UseCase[] => {
  const watched = isWatched(given.thing);
  const plain = KINDS.filter((kind) => isWanted(given.thing, kind, watched));
  return [...plain.map((kind) => plainUseCase(given, kind)), ...moveUseCases(given), ...postUseCases(given)];
};

const CAUSES = {
  create: 'created',
  update: 'updated',
  remove: 'removed',
  transition: 'transitioned',
  post: 'posted',
} as const;

const eventSentence = ({ subject, creation }: NamedThing, useCase: UseCase): string => {
  const one = capital(subject.name);
  switch (useCase.kind) {
    case 'create':
      return `${one} was ${participleOf(creation.verb)}.`;
    case 'update':
      return `${one} was changed.`;
    case 'remove':
      return `${one} was removed.`;
    case 'transition':
      return `${one} became ${useCase.to.replaceAll('-', ' ')}.`;
    default:
      return `Something was put into or taken out of ${withArticle(subject.name)}.`;
  }
};

/** The events that use cases of a thing publish, and those of its stock. */
export const designEvents = (thing: NamedThing, useCases: readonly UseCase[]): DomainEvent[] => {
  const published = useCases.flatMap((useCase): DomainEvent[] => {
    if (!('emits' in useCase)) return [];
    const description = eventSentence(thing, useCase);
    return useCase.emits.map((name) => ({
      name,
      version: 1,
      aggregate: thing.type,
      description,
      cause: CAUSES[useCase.kind],
      requirementIds: useCase.requirementIds,
    }));
  });
  return published.filter(({ name }, index) => published.findIndex((each) => each.name === name) === index);
};
