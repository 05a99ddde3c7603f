import type { Aggregate, DomainEvent, Filter, UseCase } from '../../domain/blueprint.ts';
import { camelCase, pascalCase } from '../../domain/naming.ts';
import {
  storiesOf,
  type Intent,
  type ProductPlan,
  type Story,
  type Subject,
} from '../../domain/product-plan.ts';
import { participleOf } from '../vision/reading/verbs.ts';
import { designFields } from './design-fields.ts';
import { exampleInput } from './example-value.ts';
import { fieldName, operationName, typeName } from './identifiers.ts';

export type DesignedAggregate = { aggregate: Aggregate; useCases: UseCase[]; events: DomainEvent[] };

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

/** The verb that the plan's words use for putting one in; what cannot change is always recorded. */
const creationVerb = (subject: Subject, stories: readonly Story[]): string =>
  subject.unchangeable
    ? 'record'
    : camelCase(stories.find(({ intent }) => intent === 'record')?.want.split(' ')[0] ?? 'add') || 'add';

const filtersOf = (subject: Subject, stories: readonly Story[]): Filter[] =>
  stories
    .filter(({ intent }) => intent === 'find')
    .flatMap(({ criteria }) => criteria.map(({ check }) => check))
    .flatMap((check): Filter[] => {
      if (check.kind === 'found-by') return [{ field: fieldName(subject, check.attribute), match: 'equals' }];
      if (check.kind === 'found-in-period')
        return [{ field: fieldName(subject, check.attribute), match: 'range' }];
      return [];
    });

const searchedAttributes = (stories: readonly Story[]): Set<string> =>
  new Set(
    stories.flatMap(({ criteria }) =>
      criteria.flatMap(({ check }) => (check.kind === 'found-by' ? [check.attribute] : [])),
    ),
  );

type Shared = {
  aggregate: string;
  summary: string;
  actor: string;
  requirementIds: string[];
  storyIds: string[];
};

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const sharedBy = (name: string, stories: readonly Story[]): Shared => {
  const [first] = stories;
  return {
    aggregate: name,
    summary: `${capital(first?.want ?? 'keep')}.`,
    actor: first?.role ?? 'user',
    requirementIds: distinct(stories.flatMap(({ requirementIds }) => requirementIds)),
    storyIds: stories.map(({ id }) => id),
  };
};

/** One aggregate with its use cases and events, from what the plan says of one subject. */
export const designAggregate = (
  plan: ProductPlan,
  subject: Subject,
  people: ReadonlySet<string>,
): DesignedAggregate => {
  const stories = storiesOf(plan).filter((story) => story.subject === subject.name);
  const name = typeName(subject.name);
  const plural = typeName(subject.plural);
  const fields = designFields(subject, searchedAttributes(stories), people);
  const verb = creationVerb(subject, stories);
  const filters = filtersOf(subject, stories);
  const created = name + pascalCase(participleOf(verb));
  const of = (...intents: Intent[]): Story[] =>
    intents.flatMap((intent) => stories.filter((story) => story.intent === intent));
  const useCases: UseCase[] = [];
  const events: DomainEvent[] = [];
  const publish = (
    event: string,
    cause: DomainEvent['cause'],
    what: string,
    requirementIds: string[],
  ): void => {
    events.push({
      name: event,
      version: 1,
      aggregate: name,
      description: `${capital(subject.name)} ${what}.`,
      cause,
      requirementIds,
    });
  };

  const [recorded, viewed, changed, removed, found, exported] = [
    of('record', 'forbid-change'),
    of('view'),
    of('change'),
    of('remove'),
    of('find'),
    of('export'),
  ];
  if (of('record').length > 0) {
    const shared = sharedBy(name, recorded);
    const examples = [
      { title: `${capital(subject.name)} with what is required`, input: exampleInput(fields, 0, false) },
      {
        title: `${capital(subject.name)} with everything that is known`,
        input: exampleInput(fields, 1, true),
      },
    ];
    useCases.push({ kind: 'create', name: operationName(verb, name), ...shared, emits: [created], examples });
    publish(created, 'created', `was ${participleOf(verb)}`, shared.requirementIds);
  }
  if (viewed.length > 0)
    useCases.push({ kind: 'get', name: operationName('get', name), ...sharedBy(name, viewed) });
  if (changed.length > 0) {
    const shared = sharedBy(name, changed);
    const examples = [
      { title: `${capital(subject.name)} with other values`, input: exampleInput(fields, 2, true) },
    ];
    useCases.push({
      kind: 'update',
      name: operationName('change', name),
      ...shared,
      emits: [`${name}Changed`],
      examples,
    });
    publish(`${name}Changed`, 'updated', 'was changed', shared.requirementIds);
  }
  if (removed.length > 0) {
    const shared = sharedBy(name, removed);
    useCases.push({
      kind: 'remove',
      name: operationName('remove', name),
      ...shared,
      emits: [`${name}Removed`],
    });
    publish(`${name}Removed`, 'removed', 'was removed', shared.requirementIds);
  }
  if (found.length > 0)
    useCases.push({
      kind: 'search',
      name: operationName('search', plural),
      ...sharedBy(name, found),
      filters,
    });
  if (exported.length > 0) {
    const formats = distinct(
      exported.flatMap(({ criteria }) =>
        criteria.flatMap(({ check }) => (check.kind === 'exported' ? [check.format] : [])),
      ),
    );
    useCases.push({
      kind: 'export',
      name: operationName('export', plural),
      ...sharedBy(name, exported),
      filters,
      formats: formats.map((format) => (format === 'csv' ? 'csv' : 'ndjson')),
    });
  }
  const aggregate: Aggregate = {
    name,
    plural,
    description: subject.unchangeable
      ? `The record of one ${subject.name}; it never changes after it was recorded.`
      : `One ${subject.name} and everything that is known of it.`,
    kind: subject.unchangeable ? 'append-only' : 'plain',
    fields,
    requirementIds: distinct(stories.flatMap(({ requirementIds }) => requirementIds)),
  };
  return { aggregate, useCases, events };
};
