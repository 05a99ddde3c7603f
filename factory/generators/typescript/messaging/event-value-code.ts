import type { Expression } from '../../../domain/expression.ts';
import type { FieldType } from '../../../domain/field.ts';
import { durationCode } from '../domain/arithmetic-code.ts';
import { literal } from '../source-text.ts';

const symbols = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const;

const raw = (expression: Expression, type: FieldType): string => {
  switch (expression.op) {
    case 'event':
      return `data.${expression.path}`;
    case 'literal':
      return literal(expression.value);
    case 'now':
      return 'time';
    case 'today':
      return 'dayOf(time)';
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide': {
      const inner = (part: Expression) => ('left' in part ? `(${raw(part, type)})` : raw(part, type));
      return `${inner(expression.left)} ${symbols[expression.op]} ${inner(expression.right)}`;
    }
    case 'later':
    case 'earlier': {
      const shift = type.kind === 'date' ? `${expression.op}Day` : expression.op;
      return `${shift}(${raw(expression.than, type)}, ${durationCode(expression.by)})`;
    }
    default:
      throw new Error(`A reaction cannot compute ${expression.op} from an event.`);
  }
};

/** Code of the value that an expression over an event gives to a field. The event is there as `data` and `time`. */
export const eventValueCode = (expression: Expression, type: FieldType): string => {
  const code = raw(expression, type);
  return expression.op in symbols && type.kind === 'decimal' ? `rounded(${code}, ${type.scale})` : code;
};

/** What is read of an event, with the type that a calculation needs of it. */
export const calculated = (expression: Expression): { path: string; type: string }[] => {
  if ('left' in expression)
    return [expression.left, expression.right].flatMap((part) =>
      part.op === 'event' ? [{ path: part.path, type: 'number' }] : calculated(part),
    );
  if ('than' in expression)
    return expression.than.op === 'event'
      ? [{ path: expression.than.path, type: 'string' }]
      : calculated(expression.than);
  return [];
};

/** Whether the time of the event is read. */
export const readsEventTime = (expression: Expression): boolean => {
  if ('left' in expression) return readsEventTime(expression.left) || readsEventTime(expression.right);
  if ('than' in expression) return readsEventTime(expression.than);
  return expression.op === 'now' || expression.op === 'today';
};
