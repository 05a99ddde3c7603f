import { shifted } from '../../../../domain/duration.ts';
import type { Expression } from '../../../../domain/expression.ts';
import { resourceIn, valueIn } from './evaluate.ts';
import { knobsOf } from './knobs.ts';
import { partFields, readable, sameKnob, type Knob, type Place, type Values, type World } from './world.ts';

type Question = { place: Place; world: World; knob: Knob };

const numeric = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

const inverse = {
  add: {
    left: (target: number, other: number) => target - other,
    right: (target: number, other: number) => target - other,
  },
  subtract: {
    left: (target: number, other: number) => target + other,
    right: (target: number, other: number) => other - target,
  },
  multiply: {
    left: (target: number, other: number) => target / other,
    right: (target: number, other: number) => target / other,
  },
  divide: {
    left: (target: number, other: number) => target * other,
    right: (target: number, other: number) => other / target,
  },
};

/** With its derived fields. */
const firstPart = ({ place, world, knob }: Question): Values | undefined =>
  knob.of === 'part' ? (resourceIn(place, world)[knob.list] as Values[] | undefined)?.[0] : undefined;

const moved = (target: unknown, { op, by }: Extract<Expression, { op: 'later' | 'earlier' }>): unknown => {
  if (typeof target !== 'string') return undefined;
  const moment = shifted(new Date(target), by, op === 'later' ? -1 : 1).toISOString();
  return target.length === 10 ? moment.slice(0, 10) : moment;
};

const readsKnob = (expression: Expression, { place, knob }: Question): boolean =>
  knobsOf(expression, place).some((candidate) => sameKnob(candidate, knob));

const readsPart = (expression: Expression, question: Question): boolean => {
  const { knob } = question;
  if (knob.of !== 'part') return readsKnob(expression, question);
  return readsKnob({ op: 'sum', over: knob.list, of: expression }, question);
};

const derivation = (
  name: string,
  { place, knob }: Question,
  part: Values | undefined,
): Expression | undefined => {
  const fields =
    part && knob.of === 'part' ? partFields(place.aggregate, knob.list) : readable(place.aggregate);
  return fields.find((field) => field.name === name)?.derived;
};

/** The value that a knob must have for an expression to come to `target`, everything else as it is; undefined: not found. */
export const solved = (
  expression: Expression,
  target: unknown,
  question: Question,
  part?: Values,
): unknown => {
  const { place, world, knob } = question;
  const valueOf = (other: Expression) => valueIn(other, place, world, part);
  switch (expression.op) {
    case 'now':
    case 'input':
    case 'related':
      return target;
    case 'today':
      return typeof target === 'string' ? `${target.slice(0, 10)}T12:00:00.000Z` : undefined;
    case 'field': {
      const derived = derivation(expression.name, question, part);
      return derived ? solved(derived, target, question, part) : target;
    }
    case 'later':
    case 'earlier':
      return solved(expression.than, moved(target, expression), question, part);
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide': {
      const { left, right, op } = expression;
      const isLeft = part ? readsPart(left, question) : readsKnob(left, question);
      const [side, other] = isLeft ? [left, right] : [right, left];
      const wanted = inverse[op][isLeft ? 'left' : 'right'](numeric(target), numeric(valueOf(other)));
      return solved(side, wanted, question, part);
    }
    case 'sum': {
      const first = firstPart(question);
      if (!first) return undefined;
      const rest = numeric(valueOf(expression)) - numeric(valueIn(expression.of, place, world, first));
      return solved(expression.of, numeric(target) - rest, question, first);
    }
    case 'minimum':
    case 'maximum': {
      const first = firstPart(question);
      return first && solved(expression.of, target, question, first);
    }
    case 'count':
      return knob.of === 'length' ? target : undefined;
    default:
      return undefined;
  }
};
