import type { Aggregate, UseCase } from '../../domain/blueprint.ts';
import type { ProductPlan, Story } from '../../domain/product-plan.ts';
import { exampleInput, type ExampleContext } from './example-value.ts';
import { operationName } from './identifiers.ts';
import type { NamedThing } from './named-thing.ts';
import { allows } from './use-case-named.ts';
import type { PlainKind } from './story-links.ts';
import { checksOf, searchFilters } from './search-filters.ts';
import { useCaseBase, type Grants } from './use-case-base.ts';
import { capital, distinct, withArticle } from './wording.ts';

type Given = {
  plan: ProductPlan;
  thing: NamedThing;
  aggregate: Aggregate;
  grants: Grants;
  examples: ExampleContext;
};

/** Things that are watched or referred to can be read, whether or not a story says so. */
const isWatched = ({ subject, started, referred }: NamedThing): boolean =>
  subject.lifecycle !== undefined ||
  subject.ledger !== undefined ||
  subject.stock !== undefined ||
  started ||
  referred;

type Wanted = (thing: NamedThing, watched: boolean) => boolean;

const told =
  (...intents: Story['intent'][]): Wanted =>
  ({ stories }) =>
    stories.some(({ intent }) => intents.includes(intent));

const isChangeable = ({ subject }: NamedThing): boolean =>
  !subject.unchangeable && subject.ledger === undefined;

/** When a use case of each kind is there. */
const WANTED: Record<PlainKind, Wanted> = {
  create: (thing, watched) => watched || told('record', 'maintain')(thing, watched),
  get: (thing, watched) => watched || told('view')(thing, watched),
  update: (thing) => isChangeable(thing) && allows(thing, 'change'),
  remove: (thing) => isChangeable(thing) && allows(thing, 'remove'),
  search: (thing, watched) => watched || told('find')(thing, watched),
  export: told('export'),
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
  const plain = KINDS.filter((kind) => WANTED[kind](given.thing, watched));
  return [...plain.map((kind) => plainUseCase(given, kind)), ...moveUseCases(given), ...postUseCases(given)];
};
