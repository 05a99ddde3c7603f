import { serviceStories, type Criterion, type ProductPlan } from '../../domain/product-plan.ts';
import { bestMatch, likeness } from './match-words.ts';
import { plannedThings, type PlannedThing } from './planned-things.ts';
import { below, publishedResources, type Json, type Resource } from './published-contract.ts';
import { partProperties, propertyOf, type Properties } from './resolve-attributes.ts';
import { behaviourIn } from './resolve-behaviour.ts';
import { happeningsIn, publishedEvents, sourceOf, type PublishedEvent } from './resolve-happenings.ts';
import { lackingSubject, subjectIn } from './resolve-subject.ts';
import { foreignSubject } from './foreign-subject.ts';
import type { Subject } from './template/test/acceptance/vocabulary.ts';

/** What a service publishes; the AsyncAPI document has the events that it sends and those that it waits for. */
export type PublishedContract = {
  openapi: object;
  asyncapi?: object;
  /** Text of its `.proto` file. */
  proto?: string;
};

/** A thing of the plan, its place in the contract, and the published schema of what callers give of it. */
export type ResolvedThing = {
  thing: PlannedThing;
  subject: Subject;
  schemas: Record<string, Json>;
  /** Of the attributes of its parts, by the plural of the part. */
  partSchemas: Record<string, Record<string, Json>>;
};

/** The resource that is named like the thing; else, where no name says it, the one that has most of its attributes. */
const resourceFor = (thing: PlannedThing, resources: readonly Resource[]): Resource | undefined => {
  const named = bestMatch(thing.name, resources, ({ path }) => path);
  if (named) return named;
  const shared = (resource: Resource) =>
    thing.attributes.filter(({ name }) =>
      Object.keys(resource.input).some((property) => likeness(name, property) > 0),
    ).length;
  return resources
    .filter((resource) => shared(resource) * 2 > thing.attributes.length)
    .toSorted((one, other) => shared(other) - shared(one))[0];
};

/** What the steps of a criterion look up beside the subject's attributes. */
const LOOKED_UP: Partial<Record<Criterion['check']['kind'], keyof Subject>> = {
  recorded: 'record',
  'recorded-once': 'once',
  viewed: 'view',
  'found-by': 'find',
  'found-in-period': 'find',
  paged: 'find',
  exported: 'export',
  changed: 'change',
  removed: 'remove',
  'called-by-grpc': 'grpc',
};

/** The subject without what it lacks and nobody asked for. */
const asPromised = (checks: readonly Criterion['check'][], subject: Subject): Subject => {
  const keys = new Set<string>(['record', 'item', ...checks.flatMap(({ kind }) => LOOKED_UP[kind] ?? [])]);
  const wanted = Object.entries(subject).filter(
    ([key, found]) => typeof found !== 'object' || !('lacks' in found) || keys.has(key) || ASKED.has(key),
  );
  return Object.fromEntries(wanted) as Subject;
};

/** Resolved only where the plan has them: a lack of one is always worth saying. */
const ASKED = new Set(['states', 'balance']);

const schemasOf = (
  { input }: Properties,
  properties: Properties,
  attributes: PlannedThing['attributes'],
): Record<string, Json> =>
  Object.fromEntries(
    attributes.flatMap((attribute) => {
      const property = propertyOf(properties, attribute);
      return property === undefined ? [] : [[attribute.name, below(input, property)]];
    }),
  );

const partSchemasOf = (properties: Properties, thing: PlannedThing): ResolvedThing['partSchemas'] =>
  Object.fromEntries(
    thing.parts.map((part) => {
      const inside = partProperties(properties, part)?.properties ?? { input: {}, output: {} };
      return [part.plural, schemasOf(inside, inside, part.attributes)];
    }),
  );

const NOTHING: Properties = { input: {}, output: {} };

const resolved = (thing: PlannedThing, properties: Properties, subject: Subject): ResolvedThing => ({
  thing,
  subject,
  schemas: schemasOf(properties, properties, thing.attributes),
  partSchemas: partSchemasOf(properties, thing),
});

const dataOf = (events: readonly PublishedEvent[], source: string): Properties => {
  const input = Object.assign(
    {},
    ...events.filter((event) => event.source === source).map(({ data }) => data),
  ) as Json;
  return { input, output: input };
};

/** Finds the plan's words in the published contract; what it lacks is said in the place of what was looked for. */
export const resolveThings = (
  plan: ProductPlan,
  service: string,
  contract: PublishedContract,
): ResolvedThing[] => {
  const resources = publishedResources(contract.openapi);
  const events = publishedEvents(contract.asyncapi ?? {});
  const criteria = serviceStories(plan, service).flatMap((story) => story.criteria);
  return plannedThings(plan, service).map((thing) => {
    const checks = criteria.map(({ check }) => check).filter(({ subject }) => subject === thing.name);
    const happenings = happeningsIn(plan, thing, service, events);
    const awaited = happenings ? { happenings } : {};
    if (thing.foreign) {
      const data = dataOf(events, sourceOf(plan, thing));
      return resolved(thing, data, { ...foreignSubject(thing, data), ...awaited });
    }
    const resource = resourceFor(thing, resources);
    if (!resource) return resolved(thing, NOTHING, asPromised(checks, lackingSubject(thing)));
    const sought = checks.flatMap((check) =>
      check.kind === 'found-by' || check.kind === 'found-in-period' ? [check.attribute] : [],
    );
    const callsGrpc = checks.some(({ kind }) => kind === 'called-by-grpc');
    const subject = {
      ...subjectIn(resource, thing, [...new Set(sought)]),
      ...behaviourIn(resource, thing, contract.proto, callsGrpc),
      ...awaited,
    };
    return resolved(thing, resource, asPromised(checks, subject));
  });
};
