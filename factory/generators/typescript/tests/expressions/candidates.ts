import type { Expression } from '../../../../domain/expression.ts';
import { resourceIn, valueIn } from './evaluate.ts';
import { knobsOf } from './knobs.ts';
import { operandsOf } from '../../operands.ts';
import { solved } from './solve.ts';
import { valuesAround } from './steps.ts';
import { partFields, readable, turned, type Knob, type Place, type Values, type World } from './world.ts';

type Comparison = Extract<Expression, { left: Expression }>;
type Condition = { comparison: Comparison; list?: string };

const comparing = new Set<Expression['op']>(['equal', 'different', 'less', 'at-most', 'greater', 'at-least']);

const isComparison = (expression: Expression): expression is Comparison => comparing.has(expression.op);

const derivation = (name: string, { aggregate }: Place, list?: string): Expression | undefined =>
  (list === undefined ? readable(aggregate) : partFields(aggregate, list)).find(
    (field) => field.name === name,
  )?.derived;

const isTrue = (expression: Expression): Comparison => ({
  op: 'equal',
  left: expression,
  right: { op: 'literal', value: true },
});

/** What decides an expression: its comparisons, those of derived fields and of the parts in lists too. */
const conditionsOf = (expression: Expression, place: Place, list?: string): Condition[] => {
  const inside = (operands: readonly Expression[], of = list) =>
    operands.flatMap((operand) => conditionsOf(operand, place, of));
  if (expression.op === 'field') {
    const derived = derivation(expression.name, place, list);
    return derived ? conditionsOf(derived, place, list) : [];
  }
  if (isComparison(expression))
    return [{ comparison: expression, ...(list && { list }) }, ...inside(operandsOf(expression))];
  if (expression.op === 'overlap') {
    const { start, end, otherStart, otherEnd } = expression;
    return [
      { comparison: { op: 'less', left: start, right: otherEnd } },
      { comparison: { op: 'less', left: otherStart, right: end } },
    ];
  }
  if ('over' in expression) return inside(operandsOf(expression), expression.over);
  if (expression.op === 'and' || expression.op === 'or' || expression.op === 'not') {
    const flags = operandsOf(expression).filter(
      ({ op }) => op === 'field' || op === 'related' || op === 'input',
    );
    return [
      ...flags.map((flag) => ({ comparison: isTrue(flag), ...(list && { list }) })),
      ...inside(operandsOf(expression)),
    ];
  }
  return inside(operandsOf(expression));
};

const knobsIn = (expression: Expression, place: Place, list?: string): Knob[] =>
  knobsOf(list === undefined ? expression : { op: 'sum', over: list, of: expression }, place).filter(
    (knob) => list === undefined || knob.of !== 'length',
  );

/** A world and the knob that was turned for it. */
export type Candidate = { knob?: Knob; world: World };

const aroundCondition = ({ comparison, list }: Condition, place: Place, world: World): Candidate[] => {
  const part = list === undefined ? undefined : (resourceIn(place, world)[list] as Values[] | undefined)?.[0];
  const sides = [
    [comparison.left, comparison.right],
    [comparison.right, comparison.left],
  ] as const;
  return sides.flatMap(([side, other]) =>
    knobsIn(side, place, list).flatMap((knob) => {
      const target = solved(side, valueIn(other, place, world, part), { place, world, knob }, part);
      return valuesAround(knob, target).map((value) => ({ knob, world: turned(world, knob, value) }));
    }),
  );
};

/** Other values for what an expression computes with: a test of a formula needs more than one. */
const aroundNumbers = (expression: Expression, place: Place, world: World): Candidate[] =>
  knobsOf(expression, place).flatMap((knob) =>
    [2, 3, 5].flatMap((value) =>
      valuesAround(knob, value)
        .slice(-1)
        .map((other) => ({ knob, world: turned(world, knob, other) })),
    ),
  );

const aroundPresence = (expression: Expression, place: Place, world: World): Candidate[] =>
  (expression.op === 'present' ? knobsOf(expression, place) : operandsOf(expression).flatMap(() => []))
    .filter((knob) => knob.of === 'field' && !knob.field.required)
    .map((knob) => ({ knob, world: turned(world, knob, undefined) }));

const everywhere = (expression: Expression): Expression[] => [
  expression,
  ...operandsOf(expression).flatMap(everywhere),
];

/** Worlds beside a world in which an expression may come to something else: at every bound, one step before it and after. */
export const candidatesFor = (expression: Expression, place: Place, world: World): Candidate[] => [
  { world },
  ...conditionsOf(expression, place).flatMap((condition) => aroundCondition(condition, place, world)),
  ...everywhere(expression).flatMap((inner) => aroundPresence(inner, place, world)),
  ...aroundNumbers(expression, place, world),
];
