import { words } from '../../domain/naming.ts';
import type { PlannedAttribute } from '../../domain/product-plan.ts';
import type { Json } from './published-contract.ts';

const PEOPLE = ['maria', 'ivan', 'aiko', 'samuel', 'leila', 'tomas'];
const PERSON =
  /^(?:actor|user|author|owner|person|customer|member|patient|student|employee|contact|sender|recipient|assignee|operator|technician|borrower|reader|visitor|guest)$/;
const CODE = /^(?:code|barcode|number|serial|sku|isbn|identifier|reference|key|plate)$/;
const MAIL = /^(?:email|mail)$/;

/** What people write for common words; the number behind it keeps one value apart from the next. */
const EXAMPLES: readonly (readonly [RegExp, readonly string[]])[] = [
  [PERSON, PEOPLE],
  [/^(?:action|activity|operation|event)$/, ['login', 'approve', 'download', 'update', 'share', 'archive']],
  [
    /^(?:resource|object|target|document|file)$/,
    ['invoice', 'contract', 'report', 'order', 'profile', 'ticket'],
  ],
  [/^material$/, ['blood', 'serum', 'tissue', 'plasma', 'saliva', 'water']],
  [/^(?:location|place|room|shelf|site)$/, ['freezer', 'cabinet', 'basement', 'annex', 'archive', 'tower']],
];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Before any test runs, so that no value lies in the future. */
const FIRST_DAY = Date.UTC(2020, 0, 1);

const numberOf = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;

const sized = (schema: Json, base: string, tail: string): string => {
  const [least, most] = [numberOf(schema['minLength'], 0), numberOf(schema['maxLength'], 400)];
  const kept = base.slice(0, Math.max(0, most - tail.length));
  return `${kept.padEnd(least - tail.length, 'x')}${tail}`.slice(-most);
};

const textOf = (schema: Json, name: string, n: number): string => {
  const all = words(name);
  const head = all.at(-1) ?? 'value';
  if (all.some((word) => MAIL.test(word))) return `${PEOPLE[n % PEOPLE.length]}.${n}@example.com`;
  const [, examples] = EXAMPLES.find(([pattern]) => pattern.test(head)) ?? [];
  if (examples) return sized(schema, examples[n % examples.length] ?? '', `-${n}`);
  if (CODE.test(head)) return sized(schema, head.slice(0, 2).toUpperCase(), `-${1_000 + n}`);
  return sized(schema, all.join(' '), ` ${n}`);
};

/** A number within the contract's bounds, another for another `n` as far as the bounds allow. */
const numberBetween = (schema: Json, n: number, part: number): number => {
  const least = Math.max(numberOf(schema['minimum'], 0), 0);
  const most = numberOf(schema['maximum'], Number.MAX_SAFE_INTEGER);
  return least + part + (n % Math.max(1, Math.min(100_000, Math.floor(most - least - part) + 1)));
};

const instantAt = (n: number): string => new Date(FIRST_DAY + n * DAY + 9 * HOUR).toISOString();

const choiceOf = (schema: Json, choices: readonly string[], n: number): string => {
  const values = Array.isArray(schema['enum']) ? schema['enum'].map(String) : choices;
  return values[n % values.length] ?? '';
};

const detailsOf = (schema: Json, name: string, n: number): string =>
  schema['type'] === 'object' ? JSON.stringify({ note: `${name} ${n}` }) : textOf(schema, name, n);

/**
 * The `n`th value of an attribute as a cell of a feature's table: what a person would write for something of this name,
 * within what the published schema takes. Deterministic.
 */
export const sampleValue = (attribute: PlannedAttribute, schema: Json, n: number): string => {
  const { name, nature, choices } = attribute;
  switch (nature) {
    case 'text':
      return textOf(schema, name, n);
    case 'choice':
      return choiceOf(schema, choices, n);
    case 'flag':
      return n % 2 === 0 ? 'yes' : 'no';
    case 'number':
    case 'quantity':
      return String(numberBetween(schema, n, 0));
    case 'money':
      return String(numberBetween(schema, n, 0.5));
    case 'date':
      return instantAt(n).slice(0, 10);
    case 'instant':
      return instantAt(n).replace('.000Z', 'Z');
    case 'reference':
      return `${name} ${n}`;
    case 'details':
      return detailsOf(schema, name, n);
  }
};
