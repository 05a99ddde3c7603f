import type { Expression } from '../../domain/expression.ts';

/** The expressions that an expression is made of, one level down. */
export const operandsOf = (expression: Expression): Expression[] => {
  switch (expression.op) {
    case 'and':
    case 'or':
      return expression.operands;
    case 'not':
    case 'present':
      return [expression.operand];
    case 'later':
    case 'earlier':
      return [expression.than];
    case 'sum':
    case 'minimum':
    case 'maximum':
      return expression.where ? [expression.of, expression.where] : [expression.of];
    case 'count':
      return expression.where ? [expression.where] : [];
    case 'overlap':
      return [expression.start, expression.end, expression.otherStart, expression.otherEnd];
    case 'custom':
      return expression.arguments.map(({ field }) => ({ op: 'field', name: field }));
    default:
      return 'left' in expression ? [expression.left, expression.right] : [];
  }
};

/** The same expression with other operands, in the order of `operandsOf`. */
export const withOperands = (expression: Expression, operands: readonly Expression[]): Expression => {
  const [first = expression, second = expression, third = expression, fourth = expression] = operands;
  switch (expression.op) {
    case 'and':
    case 'or':
      return { ...expression, operands: [...operands] };
    case 'not':
    case 'present':
      return { ...expression, operand: first };
    case 'later':
    case 'earlier':
      return { ...expression, than: first };
    case 'sum':
    case 'minimum':
    case 'maximum':
      return { ...expression, of: first, ...(expression.where && { where: second }) };
    case 'count':
      return { ...expression, ...(expression.where && { where: first }) };
    case 'overlap':
      return { ...expression, start: first, end: second, otherStart: third, otherEnd: fourth };
    default:
      return 'left' in expression ? { ...expression, left: first, right: second } : expression;
  }
};
