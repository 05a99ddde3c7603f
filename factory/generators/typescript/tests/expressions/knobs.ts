import type { Field } from '../../../../domain/blueprint.ts';
import type { Expression } from '../../../../domain/expression.ts';
import { operandsOf } from '../../operands.ts';
import { partFields, readable, referred, sameKnob, type Knob, type Place } from './world.ts';

const named = (fields: readonly Field[], name: string): Field | undefined =>
  fields.find((field) => field.name === name);

type ExpressionOf<Op extends Expression['op']> = Extract<Expression, { op: Op }>;

const inRelated = ({ reference, field: name }: ExpressionOf<'related'>, place: Place): Knob[] => {
  const aggregate = referred(place, reference);
  const field = aggregate && named(readable(aggregate), name);
  return field && !field.derived ? [{ of: 'related', reference, field }] : [];
};

const inField = ({ name }: ExpressionOf<'field'>, place: Place, list?: string): Knob[] => {
  const fields = list === undefined ? readable(place.aggregate) : partFields(place.aggregate, list);
  const field = named(fields, name);
  if (!field) return [];
  if (field.derived) return found(field.derived, place, list);
  return [list === undefined ? { of: 'field', field } : { of: 'part', list, field }];
};

const inList = (expression: ExpressionOf<'sum' | 'minimum' | 'maximum' | 'count'>, place: Place): Knob[] => {
  const field = named(place.aggregate.fields, expression.over);
  const length: Knob[] = field ? [{ of: 'length', list: field }] : [];
  return [...operandsOf(expression).flatMap((operand) => found(operand, place, expression.over)), ...length];
};

/** What an expression reads, through derived fields; inside `list`, fields are those of its parts. */
const found = (expression: Expression, place: Place, list?: string): Knob[] => {
  switch (expression.op) {
    case 'now':
    case 'today':
      return [{ of: 'now' }];
    case 'input': {
      const field = named(place.input, expression.name);
      return field ? [{ of: 'input', field }] : [];
    }
    case 'related':
      return inRelated(expression, place);
    case 'field':
      return inField(expression, place, list);
    case 'sum':
    case 'minimum':
    case 'maximum':
    case 'count':
      return inList(expression, place);
    default:
      return operandsOf(expression).flatMap((operand) => found(operand, place, list));
  }
};

/** Each once, the time first: a moment before or after is the plainest case. */
export const knobsOf = (expression: Expression, place: Place): Knob[] => {
  const all = found(expression, place);
  const once = all.filter((knob, index) => all.findIndex((other) => sameKnob(knob, other)) === index);
  return [...once.filter(({ of }) => of === 'now'), ...once.filter(({ of }) => of !== 'now')];
};
