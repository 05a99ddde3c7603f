import type { Field } from '../../../../domain/blueprint.ts';
import type { Expression } from '../../../../domain/expression.ts';
import { operandsOf } from './operands.ts';
import { partFields, readable, referred, sameKnob, type Knob, type Place } from './world.ts';

const named = (fields: readonly Field[], name: string): Field | undefined =>
  fields.find((field) => field.name === name);

/** What an expression reads, through derived fields; inside `list`, fields are those of its parts. */
const found = (expression: Expression, place: Place, list?: string): Knob[] => {
  const { op } = expression;
  if (op === 'now' || op === 'today') return [{ of: 'now' }];
  if (op === 'input') {
    const field = named(place.input, expression.name);
    return field ? [{ of: 'input', field }] : [];
  }
  if (op === 'related') {
    const aggregate = referred(place, expression.reference);
    const field = aggregate && named(readable(aggregate), expression.field);
    return field && !field.derived ? [{ of: 'related', reference: expression.reference, field }] : [];
  }
  if (op === 'field') {
    const fields = list === undefined ? readable(place.aggregate) : partFields(place.aggregate, list);
    const field = named(fields, expression.name);
    if (!field) return [];
    if (field.derived) return found(field.derived, place, list);
    return [list === undefined ? { of: 'field', field } : { of: 'part', list, field }];
  }
  if (op === 'sum' || op === 'minimum' || op === 'maximum' || op === 'count') {
    const field = named(place.aggregate.fields, expression.over);
    const length: Knob[] = field ? [{ of: 'length', list: field }] : [];
    return [
      ...operandsOf(expression).flatMap((operand) => found(operand, place, expression.over)),
      ...length,
    ];
  }
  return operandsOf(expression).flatMap((operand) => found(operand, place, list));
};

/** Each once, the time first: a moment before or after is the plainest case. */
export const knobsOf = (expression: Expression, place: Place): Knob[] => {
  const all = found(expression, place);
  const once = all.filter((knob, index) => all.findIndex((other) => sameKnob(knob, other)) === index);
  return [...once.filter(({ of }) => of === 'now'), ...once.filter(({ of }) => of !== 'now')];
};
