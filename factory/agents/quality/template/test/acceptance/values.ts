import { isDeepStrictEqual } from 'node:util';

import { expect } from 'vitest';

import type { Thing } from './client.ts';
import type { Attribute, Subject } from './vocabulary.ts';

const isAttribute = (found: object): found is Attribute => !('lacks' in found);

/** Whether two values of an attribute mean the same; instants may be written in more than one way. */
export const same = (subject: Subject, property: string, one: unknown, other: unknown): boolean => {
  const attribute = Object.values(subject.attributes)
    .filter(isAttribute)
    .find((candidate) => candidate.property === property);
  if (attribute?.type === 'instant') return Date.parse(String(one)) === Date.parse(String(other));
  return isDeepStrictEqual(one, other);
};

/** Holds a thing against the values that were given; the message names what differs. */
export const expectValues = (subject: Subject, actual: Thing | undefined, given: Thing): void => {
  const differing = Object.entries(given).filter(
    ([property, value]) => !same(subject, property, actual?.[property], value),
  );
  const found = differing.map(([property]) => [property, actual?.[property]]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(differing));
};
