import {
  storiesOf,
  type Criterion,
  type PlannedAttribute,
  type ProductPlan,
} from '../../domain/product-plan.ts';
import { bestMatch, likeness } from './match-words.ts';
import {
  formatsOf,
  operationAt,
  parametersOf,
  publishedResources,
  type Json,
  type Method,
  type Resource,
} from './published-contract.ts';
import type { Attribute, Filter, Lack, Subject, Vocabulary } from './template/test/acceptance/vocabulary.ts';

/** A thing of the plan with every attribute that the plan gives it, or asks for in a criterion. */
export type PlannedThing = {
  name: string;
  plural: string;
  unchangeable: boolean;
  attributes: PlannedAttribute[];
};

const askedFor = (name: string): PlannedAttribute => ({
  name,
  nature: 'text',
  choices: [],
  required: false,
  unique: false,
  origin: 'stated',
});

const termsOf = (plan: ProductPlan, subject: string): string[] =>
  storiesOf(plan)
    .flatMap(({ criteria }) => criteria.map(({ check }) => check))
    .filter((check) => check.subject === subject)
    .flatMap((check) => {
      if ('attributes' in check) return check.attributes;
      return 'attribute' in check ? [check.attribute] : [];
    });

/** Things that criteria speak of, in the plan's order. */
export const plannedThings = (plan: ProductPlan): PlannedThing[] => {
  const spoken = storiesOf(plan).flatMap(({ criteria }) => criteria.map(({ check }) => check.subject));
  return [...new Set(spoken)].map((name) => {
    const subject = plan.subjects.find((candidate) => candidate.name === name);
    const attributes = subject?.attributes ?? [];
    const more = [...new Set(termsOf(plan, name))].filter(
      (term) => !attributes.some((attribute) => attribute.name === term),
    );
    return {
      name,
      plural: subject?.plural ?? `${name}s`,
      unchangeable: subject?.unchangeable ?? false,
      attributes: [...attributes, ...more.map(askedFor)],
    };
  });
};

const propertyOf = (resource: Resource, { name, nature }: PlannedAttribute): string | undefined => {
  const properties = { ...resource.output, ...resource.input };
  const found = bestMatch(name, Object.keys(properties), (property) => property);
  if (found !== undefined) return found;
  // "time", "when", "date" name no property, yet a thing with a single point in time leaves no doubt.
  const format = { instant: 'date-time', date: 'date' }[nature as string];
  const alike = Object.entries(resource.input).filter(([, schema]) => (schema as Json)['format'] === format);
  return format !== undefined && alike.length === 1 ? alike[0]?.[0] : undefined;
};

/** The JSON types in which a nature can be held, and what a lack is called. */
const HELD_AS: Record<PlannedAttribute['nature'], readonly Attribute['type'][]> = {
  text: ['string'],
  choice: ['string'],
  date: ['string'],
  instant: ['instant'],
  number: ['number'],
  quantity: ['number'],
  money: ['number'],
  flag: ['boolean'],
  details: ['object', 'string'],
};

const typeOf = (schema: Json): Attribute['type'] => {
  if (schema['format'] === 'date-time') return 'instant';
  if (schema['type'] === 'integer' || schema['type'] === 'number') return 'number';
  if (schema['type'] === 'boolean') return 'boolean';
  return schema['type'] === 'object' ? 'object' : 'string';
};

const fits = (attribute: PlannedAttribute, schema: Json): boolean => {
  if (!HELD_AS[attribute.nature].includes(typeOf(schema))) return false;
  if (attribute.nature === 'date') return schema['format'] === 'date';
  const values = schema['enum'];
  if (attribute.nature === 'text') return values === undefined && schema['format'] === undefined;
  if (attribute.nature !== 'choice') return true;
  return Array.isArray(values) && attribute.choices.every((choice) => values.includes(choice));
};

const attributeIn = (
  resource: Resource,
  thing: PlannedThing,
  attribute: PlannedAttribute,
): Attribute | Lack => {
  const property = propertyOf(resource, attribute);
  if (property === undefined) {
    return { lacks: `The contract has no property for the ${attribute.name} of ${thing.plural}.` };
  }
  const schema = (resource.input[property] ?? resource.output[property]) as Json;
  return fits(attribute, schema)
    ? { property, type: typeOf(schema) }
    : {
        lacks: `The contract holds the ${attribute.name} of ${thing.plural} in "${property}", which cannot take every ${attribute.nature} that the plan means.`,
      };
};

const filterIn = (resource: Resource, thing: PlannedThing, attribute: PlannedAttribute): Filter | Lack => {
  const names = parametersOf(operationAt(resource, resource.path, 'get'), 'query').map(({ name }) =>
    String(name),
  );
  const property = propertyOf(resource, attribute);
  if (property !== undefined && names.includes(property)) return { equals: property };
  const [from, until] = [`${property}From`, `${property}To`];
  if (property !== undefined && names.includes(from) && names.includes(until)) return { from, until };
  return { lacks: `The contract has no query parameter that finds ${thing.plural} by ${attribute.name}.` };
};

const template = (path: string): string => path.replace(/\{[^}]*\}/, '{id}');

const subjectIn = (resource: Resource, thing: PlannedThing): Subject => {
  const at = (path: string | undefined, method: Method, verb: string): { path: string } | Lack =>
    path !== undefined && operationAt(resource, path, method)
      ? { path: template(path) }
      : { lacks: `The contract has no operation that ${verb} ${thing.plural}.` };
  const once = parametersOf(operationAt(resource, resource.path, 'post'), 'header').find(
    ({ name }) => String(name).toLowerCase() === 'idempotency-key',
  );
  const exported = at(resource.exportPath, 'get', 'exports');
  return {
    plural: thing.plural,
    attributes: Object.fromEntries(
      thing.attributes.map((attribute) => [attribute.name, attributeIn(resource, thing, attribute)]),
    ),
    record: at(resource.path, 'post', 'records'),
    once: once
      ? { header: String(once['name']) }
      : { lacks: `The contract has no header that makes recording ${thing.plural} repeatable.` },
    view: at(resource.itemPath, 'get', 'shows one of the'),
    find: at(resource.path, 'get', 'lists'),
    findBy: Object.fromEntries(
      thing.attributes.map((attribute) => [attribute.name, filterIn(resource, thing, attribute)]),
    ),
    export: 'path' in exported ? { ...exported, formats: formatsOf(resource) } : exported,
    change: at(resource.itemPath, 'put', 'changes'),
    remove: at(resource.itemPath, 'delete', 'removes'),
    item: { path: template(resource.itemPath ?? `${resource.path}/{id}`) },
    changes: resource.operations
      .filter(({ method }) => method === 'put' || method === 'patch' || method === 'delete')
      .map(({ path, method }) => `${method.toUpperCase()} ${path}`),
  };
};

const lackingSubject = (thing: PlannedThing): Subject => {
  const lack: Lack = { lacks: `The contract has no resource for ${thing.plural}.` };
  return {
    plural: thing.plural,
    attributes: {},
    record: lack,
    once: lack,
    view: lack,
    find: lack,
    findBy: {},
    export: lack,
    change: lack,
    remove: lack,
    item: lack,
    changes: [],
  };
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
};

const checksOf = (plan: ProductPlan, thing: PlannedThing): Criterion['check'][] =>
  storiesOf(plan)
    .flatMap(({ criteria }) => criteria.map(({ check }) => check))
    .filter(({ subject }) => subject === thing.name);

/** The subject without what it lacks and nobody asked for. */
const asPromised = (plan: ProductPlan, thing: PlannedThing, subject: Subject): Subject => {
  const checks = checksOf(plan, thing);
  const keys = new Set<string>(['record', 'item', ...checks.flatMap(({ kind }) => LOOKED_UP[kind] ?? [])]);
  const sought = new Set(
    checks.flatMap((check) =>
      check.kind === 'found-by' || check.kind === 'found-in-period' ? [check.attribute] : [],
    ),
  );
  const wanted = Object.entries(subject).filter(
    ([key, found]) => typeof found !== 'object' || !('lacks' in found) || keys.has(key),
  );
  const findBy = Object.fromEntries(Object.entries(subject.findBy).filter(([name]) => sought.has(name)));
  return { ...(Object.fromEntries(wanted) as Subject), findBy };
};

/** Finds the plan's words in the published contract; what it lacks is said in the place of what was looked for. */
export const resolveVocabulary = (
  plan: ProductPlan,
  things: readonly PlannedThing[],
  openapi: object,
): Vocabulary => {
  const resources = publishedResources(openapi);
  return Object.fromEntries(
    things.map((thing) => {
      const resource = resourceFor(thing, resources);
      return [
        thing.name,
        asPromised(plan, thing, resource ? subjectIn(resource, thing) : lackingSubject(thing)),
      ];
    }),
  );
};

/** JSON Schema of the property that an attribute resolved to, as the caller gives it. */
export const inputSchemas = (
  thing: PlannedThing,
  vocabulary: Vocabulary,
  openapi: object,
): Record<string, Json> => {
  const resource = resourceFor(thing, publishedResources(openapi));
  const attributes = vocabulary[thing.name]?.attributes ?? {};
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, found]) =>
      'property' in found ? [[name, (resource?.input[found.property] ?? {}) as Json]] : [],
    ),
  );
};
