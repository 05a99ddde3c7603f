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

/** An expression for people to read; names are those of fields. */
export const expressionText = (expression: Expression): string => {
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
      return 'now';
    case 'today':
      return 'today';
    case 'later':
      return `${durationText(expression.by)} after ${inner(expression.than)}`;
    case 'earlier':
      return `${durationText(expression.by)} before ${inner(expression.than)}`;
    case 'and':
    case 'or':
      return expression.operands.map(inner).join(` ${expression.op} `);
    case 'not':
      return `not ${inner(expression.operand)}`;
    case 'present':
      return `${inner(expression.operand)} is given`;
    case 'count':
      return `the number of ${expression.over}${expression.where ? ` with ${inner(expression.where)}` : ''}`;
    case 'sum':
    case 'minimum':
    case 'maximum':
      return `the ${expression.op} of ${inner(expression.of)} over ${expression.over}${expression.where ? ` with ${inner(expression.where)}` : ''}`;
    case 'overlap':
      return `${inner(expression.start)} to ${inner(expression.end)} overlaps ${inner(expression.otherStart)} to ${inner(expression.otherEnd)}`;
    default:
      return `${inner(expression.left)} ${BINARY[expression.op] ?? expression.op} ${inner(expression.right)}`;
  }
};
