import type { Example, Field } from '../../domain/blueprint.ts';
import { sentenceCase } from '../../domain/naming.ts';

type Json = Example['input'][string];

const PEOPLE = ['ada.lovelace', 'grace.hopper', 'alan.turing'];
const PLACES = ['room 12, shelf A', 'room 14, shelf C', 'room 2, shelf B'];

/** Plausible texts by the last word of a field's name; index picks one of three. */
const TEXTS: readonly [RegExp, (index: number) => string][] = [
  [/^(?:actor|user|author|owner|person)$/, (index) => PEOPLE[index % 3] ?? ''],
  [/email$/i, (index) => `${PEOPLE[index % 3]}@example.com`],
  [/(?:phone|mobile)(?:Number)?$/i, (index) => `+44 20 7946 000${index}`],
  [/^action$/, (index) => ['sign-in', 'export', 'delete'][index % 3] ?? ''],
  [/^resource$/, (index) => ['session/17', 'report/2026-01', 'invoice/4711'][index % 3] ?? ''],
  [/(?:code|number|barcode|serial|reference|identifier|id|isbn|sku|vin)$/i, (index) => `A-${1001 + index}`],
  [/(?:location|place|room|shelf)$/i, (index) => PLACES[index % 3] ?? ''],
  [/(?:url|link|website)$/i, (index) => `https://example.com/${index + 1}`],
  [/(?:country)$/i, (index) => ['Portugal', 'Kenya', 'Chile'][index % 3] ?? ''],
];

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const text = (name: string, index: number): string =>
  TEXTS.find(([pattern]) => pattern.test(name))?.[1](index) ?? `${sentenceCase(name)} ${LETTERS[index % 26]}`;

const day = (index: number): string => String(15 + (index % 10)).padStart(2, '0');

const bounded = (
  value: number,
  { minimum = -Infinity, maximum = Infinity }: { minimum?: number | undefined; maximum?: number | undefined },
): number => Math.min(Math.max(value, minimum), maximum);

/** A concrete value that a field accepts; another one for every index. */
export const exampleValue = ({ name, type }: Pick<Field, 'name' | 'type'>, index: number): Json => {
  switch (type.kind) {
    case 'string':
      return text(name, index).slice(0, type.maxLength);
    case 'text':
      return `${sentenceCase(name)} ${LETTERS[index % 26]}, in a few words.`.slice(0, type.maxLength);
    case 'integer':
      return bounded(3 + index, type);
    case 'decimal':
      return bounded(Number((12.5 + index).toFixed(type.scale)), type);
    case 'boolean':
      return index % 2 === 0;
    case 'date':
      return `2026-01-${day(index)}`;
    case 'instant':
      return `2026-01-${day(index)}T09:30:00Z`;
    case 'enum':
      return type.values[index % type.values.length] ?? '';
    case 'json':
      return { source: `example ${index + 1}` };
  }
};

/** A body that a create or update accepts; `all` fills optional fields and those the server would fill, too. */
export const exampleInput = (fields: readonly Field[], index: number, all: boolean): Record<string, Json> =>
  Object.fromEntries(
    fields
      .filter((field) => all || (field.required && field.default === 'none'))
      .map((field) => [field.name, exampleValue(field, index)]),
  );
