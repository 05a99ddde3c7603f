import type { Field } from '../../../domain/blueprint.ts';
import type { QueryParameter } from '../../../domain/operation.ts';
import { fieldOf, type AggregateModel } from '../aggregate-model.ts';
import { literal } from '../source-text.ts';
import { otherValue, validValue } from './sample-values.ts';
import { isHeld } from './state-worlds.ts';

const ordered = new Set(['string', 'text', 'integer', 'decimal', 'date', 'instant', 'enum']);

const before = (left: unknown, right: unknown): boolean =>
  typeof left === 'number' && typeof right === 'number' ? left < right : String(left) < String(right);

const caseOf = (model: AggregateModel, { name, bound }: QueryParameter, field: Field): string => {
  const one = validValue(model, field);
  const two = otherValue(model, field);
  if (bound === 'equals') return caseCode(name, field, one, one, two);
  const [low, high] = before(one, two) ? [one, two] : [two, one];
  return bound === 'from' ? caseCode(name, field, high, high, low) : caseCode(name, field, high, low, high);
};

const caseCode = (name: string, field: Field, asked: unknown, meant: unknown, other: unknown): string =>
  `[${literal(name)}, ${literal(asked)}, ${literal({ [field.name]: meant })}, ${literal({ [field.name]: other })}],`;

/** No rule stands against either value. */
const isHeldAnyway = (model: AggregateModel, field: Field): boolean =>
  [validValue(model, field), otherValue(model, field)].every((value) => isHeld(model, field, value));

/** Rows for tests of filters: parameter, its value, a change that makes it match, and one that does not. */
export const filterCases = (model: AggregateModel, parameters: readonly QueryParameter[]): string[] =>
  parameters.flatMap((parameter) => {
    const field = fieldOf(model, parameter.field);
    const isOwn =
      model.given.includes(field) && field.type.kind !== 'reference' && isHeldAnyway(model, field);
    const isTestable = isOwn && (parameter.bound === 'equals' || ordered.has(field.type.kind));
    return isTestable ? [caseOf(model, parameter, field)] : [];
  });
