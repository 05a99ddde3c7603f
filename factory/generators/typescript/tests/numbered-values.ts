import type { Field } from '../../../domain/blueprint.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { isAmongRule, sharedFields } from '../fact-model.ts';
import { literal } from '../source-text.ts';
import { validValue, type Code } from './sample-values.ts';

/** Numbers that tests may ask for. */
const numbers = 1_000;

/** Values that differ by a number: what stands before and after it, or what it is added to; undefined where there are too few. */
type Numbering = { before: string; after: string } | { above: number };

const numberingOf = (model: AggregateModel, field: Field): Numbering | undefined => {
  const value = validValue(model, field);
  const { type } = field;
  switch (type.kind) {
    case 'string':
    case 'text':
      return type.maxLength < 6
        ? undefined
        : { before: `${String(value).slice(0, type.maxLength - 5)}-`, after: '' };
    case 'integer':
    case 'decimal':
      return Number(value) + numbers <= (type.maximum ?? Infinity) ? { above: Number(value) } : undefined;
    case 'date':
    case 'instant':
      return { before: '', after: String(value).slice(4).replace('-02-29', '-02-28') };
    default:
      return undefined;
  }
};

const yearOfFirst = 2_000;

const isTime = ({ type }: Field): boolean => type.kind === 'date' || type.kind === 'instant';

/** Code for a value that differs with the number that `code` stands for; undefined where there are too few values. */
export const numberedValue = (model: AggregateModel, field: Field, code: Code): Code | undefined => {
  const numbering = numberingOf(model, field);
  if (!numbering) return undefined;
  if ('above' in numbering) return `${numbering.above} + ${code}`;
  const { before, after } = numbering;
  return isTime(field)
    ? `String(${yearOfFirst} + ${code}) + ${literal(after)}`
    : `\`${templateText(before)}\${${code}}\``;
};

/** Tells one from another: no two share it, or a rule counts those that do. */
export const isTelling = ({ aggregate }: AggregateModel, field: Field): boolean =>
  field.unique ||
  aggregate.rules.some((rule) => isAmongRule(rule) && sharedFields(rule).includes(field.name));

/** The value that a field has in the first input: `validValue`, numbered where that tells one from another. */
export const firstValue = (model: AggregateModel, field: Field): unknown => {
  const numbering = isTelling(model, field) ? numberingOf(model, field) : undefined;
  if (!numbering) return validValue(model, field);
  if ('above' in numbering) return numbering.above + 1;
  return isTime(field) ? `${yearOfFirst + 1}${numbering.after}` : `${numbering.before}1`;
};

/** Text inside a template literal. */
const templateText = (text: string): string =>
  literal(text).slice(1, -1).replaceAll('\\"', '"').replace(/[`$]/g, '\\$&');
