import type { Expression } from '../../../../domain/expression.ts';
import { operandsOf, withOperands } from '../../operands.ts';

const neighbours: Partial<Record<Expression['op'], readonly Expression['op'][]>> = {
  add: ['subtract'],
  subtract: ['add'],
  multiply: ['divide', 'add'],
  divide: ['multiply'],
  later: ['earlier'],
  earlier: ['later'],
  equal: ['different'],
  different: ['equal'],
  less: ['at-most', 'at-least'],
  'at-most': ['less', 'greater'],
  greater: ['at-least', 'at-most'],
  'at-least': ['greater', 'less'],
  and: ['or'],
  or: ['and'],
  sum: ['minimum', 'maximum'],
  minimum: ['maximum', 'sum'],
  maximum: ['minimum', 'sum'],
};

const isLogical = ({ op }: Expression): boolean =>
  [
    'equal',
    'different',
    'less',
    'at-most',
    'greater',
    'at-least',
    'and',
    'or',
    'not',
    'present',
    'overlap',
  ].includes(op);

const own = (expression: Expression): Expression[] => {
  const others = (neighbours[expression.op] ?? []).map((op) => ({ ...expression, op }) as Expression);
  const { op } = expression;
  if (op === 'not') return [expression.operand];
  if (op === 'sum' || op === 'minimum' || op === 'maximum' || op === 'count') {
    const { where: _where, ...all } = expression;
    return expression.where ? [...others, all as Expression] : others;
  }
  if (op === 'and' || op === 'or') return [...others, ...expression.operands];
  return isLogical(expression)
    ? [...others, { op: 'literal', value: true }, { op: 'literal', value: false }]
    : others;
};

/** Expressions that are wrong in one place: what a test of the right one must tell from it. */
export const nearMisses = (expression: Expression): Expression[] => {
  const operands = operandsOf(expression);
  const inside = operands.flatMap((operand, index) =>
    nearMisses(operand).map((wrong) => withOperands(expression, operands.with(index, wrong))),
  );
  return [...own(expression), ...inside];
};
