import { durationText } from '../../domain/duration.ts';
import type { Expression } from '../../domain/expression.ts';

const BINARY: Partial<Record<Expression['op'], string>> = {
  add: '+',
  subtract: '−',
  multiply: '×',
  divide: '÷',
  equal: 'is',
  different: 'is not',
  less: 'is less than',
  'at-most': 'is at most',
  greater: 'is greater than',
  'at-least': 'is at least',
};

/** What stands in another operation is put in brackets, unless it is a single word. */
const inner = (expression: Expression): string => {
  const words = expressionText(expression);
  return /^[\w.]+$/.test(words) || words.startsWith('the ') ? words : `(${words})`;
};

type Aggregated = Extract<Expression, { over: string }>;
type Leaf = Extract<
  Expression,
  { op: 'literal' | 'field' | 'input' | 'event' | 'related' | 'now' | 'today' }
>;

const leafText = (expression: Leaf): string => {
  switch (expression.op) {
    case 'literal':
      return String(expression.value);
    case 'field':
    case 'input':
      return expression.name;
    case 'related':
      return `${expression.reference.replace(/Id$/, '')}.${expression.field}`;
    case 'event':
      return `event.${expression.path}`;
    case 'now':
    case 'today':
      return expression.op;
  }
};

const aggregatedText = (expression: Aggregated): string => {
  const where = expression.where ? ` with ${inner(expression.where)}` : '';
  return expression.op === 'count'
    ? `the number of ${expression.over}${where}`
    : `the ${expression.op} of ${inner(expression.of)} over ${expression.over}${where}`;
};

/** An expression for people to read; names are those of fields. */
export const expressionText = (expression: Expression): string => {
  if ('left' in expression)
    return `${inner(expression.left)} ${BINARY[expression.op] ?? expression.op} ${inner(expression.right)}`;
  if ('operands' in expression) return expression.operands.map(inner).join(` ${expression.op} `);
  if ('operand' in expression)
    return expression.op === 'not'
      ? `not ${inner(expression.operand)}`
      : `${inner(expression.operand)} is given`;
  if ('than' in expression)
    return `${durationText(expression.by)} ${expression.op === 'later' ? 'after' : 'before'} ${inner(expression.than)}`;
  if ('over' in expression) return aggregatedText(expression);
  if ('start' in expression)
    return `${inner(expression.start)} to ${inner(expression.end)} overlaps ${inner(expression.otherStart)} to ${inner(expression.otherEnd)}`;
  if (expression.op === 'custom')
    return `${expression.unit}(${expression.arguments.map(({ field }) => field).join(', ')})`;
  return leafText(expression);
};
