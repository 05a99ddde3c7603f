import { isStateTerm, type PlannedThing } from './planned-things.ts';
import { formatsOf, operationAt, parametersOf, type Method, type Resource } from './published-contract.ts';
import { attributesIn, partsIn, propertyOf } from './resolve-attributes.ts';
import { statesIn } from './resolve-behaviour.ts';
import type { Filter, Lack, Subject } from './template/test/acceptance/vocabulary.ts';

const filterFor = (
  resource: Resource,
  thing: PlannedThing,
  term: string,
  property?: string,
): Filter | Lack => {
  const names = parametersOf(operationAt(resource, resource.path, 'get'), 'query').map(({ name }) =>
    String(name),
  );
  if (property !== undefined && names.includes(property)) return { equals: property };
  const [from, until] = [`${property}From`, `${property}To`];
  if (property !== undefined && names.includes(from) && names.includes(until)) return { from, until };
  return { lacks: `The contract has no query parameter that finds ${thing.plural} by ${term}.` };
};

/** How things are found by a term: one of their attributes, or the state that they are in. */
const filterIn = (resource: Resource, thing: PlannedThing, term: string): Filter | Lack => {
  const attribute = thing.attributes.find(({ name }) => name === term);
  if (attribute) return filterFor(resource, thing, term, propertyOf(resource, attribute));
  const states = isStateTerm(thing, term) ? statesIn(resource.output, thing) : undefined;
  return filterFor(resource, thing, term, states && 'property' in states ? states.property : undefined);
};

const template = (path: string): string => path.replace(/\{[^}]*\}/, '{id}');

export const subjectIn = (resource: Resource, thing: PlannedThing, sought: readonly string[]): Subject => {
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
    attributes: attributesIn(resource, thing.plural, thing.attributes),
    ...(thing.parts.length > 0 ? { parts: partsIn(resource, thing) } : {}),
    record: at(resource.path, 'post', 'records'),
    once: once
      ? { header: String(once['name']) }
      : { lacks: `The contract has no header that makes recording ${thing.plural} repeatable.` },
    view: at(resource.itemPath, 'get', 'shows one of the'),
    find: at(resource.path, 'get', 'lists'),
    findBy: Object.fromEntries(sought.map((term) => [term, filterIn(resource, thing, term)])),
    export: 'path' in exported ? { ...exported, formats: formatsOf(resource) } : exported,
    change: at(resource.itemPath, 'put', 'changes'),
    remove: at(resource.itemPath, 'delete', 'removes'),
    item: { path: template(resource.itemPath ?? `${resource.path}/{id}`) },
    changes: resource.operations
      .filter(({ method }) => method === 'put' || method === 'patch' || method === 'delete')
      .map(({ path, method }) => `${method.toUpperCase()} ${path}`),
  };
};

export const lackingSubject = (thing: PlannedThing): Subject => {
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
