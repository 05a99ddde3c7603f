import type { Aggregate, Child } from '../../domain/aggregate.ts';
import type { Example, Field } from '../../domain/blueprint.ts';
import { evaluate, fieldsOf, withDerived } from '../../domain/evaluate.ts';
import { isGiven } from '../../domain/field.ts';
import { sentenceCase } from '../../domain/naming.ts';

type Json = Example['input'][string];

/** What an example is made for: the parts that its lists hold, and the rules that it keeps. */
export type ExampleContext = Pick<Aggregate, 'children' | 'rules'>;

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

const sentences = (name: string, index: number): string =>
  `${sentenceCase(name)} ${LETTERS[index % 26]}, in a few words.`;

const day = (index: number): string => String(15 + (index % 10)).padStart(2, '0');

const bounded = (
  value: number,
  { minimum = -Infinity, maximum = Infinity }: { minimum?: number | undefined; maximum?: number | undefined },
): number => Math.min(Math.max(value, minimum), maximum);

const partsOf = (
  { child, minItems, maxItems }: Extract<Field['type'], { kind: 'list' }>,
  index: number,
  children: readonly Child[],
): Json => {
  const fields = children.find(({ name }) => name === child)?.fields ?? [];
  const count = Math.min(Math.max(minItems, 1), maxItems);
  return Array.from({ length: count }, (_, place) => inputOf(fields, index + place, true, children, 1));
};

/** A concrete value that a field accepts; another one for every index. */
export const exampleValue = (
  { name, type }: Pick<Field, 'name' | 'type'>,
  index: number,
  children: readonly Child[],
): Json => {
  switch (type.kind) {
    case 'string':
      return text(name, index).slice(0, type.maxLength);
    case 'text':
      return sentences(name, index).slice(0, type.maxLength);
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
      return String(type.values[index % type.values.length]);
    case 'reference':
      return `00000000-0000-7000-8000-${String(index + 1).padStart(12, '0')}`;
    case 'list':
      return partsOf(type, index, children);
    case 'json':
      return { source: `example ${index + 1}` };
  }
};

const MEASURED = new Set(['integer', 'decimal', 'date', 'instant']);

/** `step` is how far the value of each further number or moment lies from the one before, so that periods have a length. */
const inputOf = (
  fields: readonly Field[],
  index: number,
  all: boolean,
  children: readonly Child[],
  step: number,
): Record<string, Json> => {
  const given = fields.filter(isGiven);
  const places = (field: Field) =>
    given.filter(({ type }) => type.kind === field.type.kind).indexOf(field) * (step > 0 ? step : 0) +
    (step < 0 ? (given.length - given.indexOf(field)) * -step : 0);
  return Object.fromEntries(
    given
      .filter((field) => all || (field.required && field.default === 'none'))
      .map((field) => [
        field.name,
        exampleValue(field, MEASURED.has(field.type.kind) ? index + places(field) : index, children),
      ]),
  );
};

const keepsRules = (
  fields: readonly Field[],
  { children, rules }: ExampleContext,
  input: Record<string, Json>,
): boolean => {
  const now = '2026-01-01T00:00:00Z';
  const values = withDerived({ fields, children }, input, { now });
  return rules.every(
    (rule) => rule.kind !== 'invariant' || evaluate(rule.holds, { now, field: fieldsOf(values) }) === true,
  );
};

/**
 * A body that a create or update accepts; `all` fills optional fields and those the server would fill, too. Where rules
 * relate values to each other, they lie in the order that keeps the rules.
 */
export const exampleInput = (
  fields: readonly Field[],
  index: number,
  all: boolean,
  context: ExampleContext = { children: [], rules: [] },
): Record<string, Json> => {
  const tries = [1, -1, 2, -2].map((step) => inputOf(fields, index, all, context.children, step));
  const kept = tries.find((input) => keepsRules(fields, context, input));
  return kept ?? inputOf(fields, index, all, context.children, 1);
};
