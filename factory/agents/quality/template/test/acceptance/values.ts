import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import { expect } from 'vitest';

import type { Thing } from './client.ts';
import { need, type Attribute, type Lack, type Subject } from './vocabulary.ts';

/** An id for something that another service keeps: always the same for the same name. */
export const idFor = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Attributes by their words, of a thing or of one of its parts. */
export type Attributes = Record<string, Attribute | Lack>;

export const attributeOf = (attributes: Attributes, word: string): Attribute =>
  need<Attribute>(attributes[word], word);

/** A cell of a table as the contract's type wants it; `idOf` finds what a reference names. */
export const valueOf = ({ type }: Attribute, cell: string, idOf: (name: string) => string): unknown => {
  if (type === 'number') return Number(cell);
  if (type === 'boolean') return cell === 'yes';
  if (type === 'reference') return idOf(cell);
  return type === 'object' ? JSON.parse(cell) : cell;
};

/** What a row of a table describes, in the contract's properties. */
export const bodyFrom = (
  attributes: Attributes,
  row: Record<string, string>,
  idOf: (name: string) => string,
): Thing =>
  Object.fromEntries(
    Object.entries(row).map(([word, cell]) => {
      const attribute = attributeOf(attributes, word);
      return [attribute.property, valueOf(attribute, cell, idOf)];
    }),
  );

const isFound = <T extends object>(found: T | Lack): found is T => !('lacks' in found);

const typeIn = (attributes: Attributes, property: string): Attribute['type'] | undefined =>
  Object.values(attributes)
    .filter(isFound)
    .find((candidate) => candidate.property === property)?.type;

/** A part holds every value given; what the service computed besides may be there as well. */
const samePart = (one: unknown, given: unknown): boolean =>
  typeof given === 'object' &&
  given !== null &&
  Object.entries(given).every(([name, value]) => isDeepStrictEqual((one as Thing)[name], value));

const sameParts = (one: unknown, given: unknown): boolean =>
  Array.isArray(one) &&
  Array.isArray(given) &&
  one.length === given.length &&
  given.every((part, index) => samePart(one[index], part));

/** Whether a value is the one given; instants may be written in more than one way. */
export const same = (subject: Subject, property: string, one: unknown, given: unknown): boolean => {
  if (typeIn(subject.attributes, property) === 'instant')
    return Date.parse(String(one)) === Date.parse(String(given));
  return isDeepStrictEqual(one, given) || sameParts(one, given);
};

/** Holds a thing against the values that were given; the message names what differs. */
export const expectValues = (subject: Subject, actual: Thing | undefined, given: Thing): void => {
  const differing = Object.entries(given).filter(
    ([property, value]) => !same(subject, property, actual?.[property], value),
  );
  const found = differing.map(([property]) => [property, actual?.[property]]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(differing));
};
