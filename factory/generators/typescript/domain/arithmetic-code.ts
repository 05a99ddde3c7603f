import type { Duration } from '../../../domain/duration.ts';
import { LEVEL, operandCode, primary, type Code, type Of, type Translate } from './code.ts';

const symbols = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const;

type Arithmetic = Of<keyof typeof symbols>;

const divisorNeeds = ({ op, right }: Arithmetic, divisor: Code): string[] => {
  if (op !== 'divide') return [];
  if (right.op !== 'literal') return [`${operandCode(divisor, LEVEL.relation)} !== 0`];
  if (Number(right.value) === 0) throw new Error('An expression divides by zero.');
  return [];
};

const levelOf = ({ op }: Arithmetic): number =>
  op === 'add' || op === 'subtract' ? LEVEL.sum : LEVEL.product;

/** `quantity * (price - 1)` */
export const arithmeticCode = (expression: Arithmetic, translate: Translate): Code => {
  const { op } = expression;
  const [left, right] = [translate(expression.left), translate(expression.right)];
  const level = levelOf(expression);
  const isWhole = op !== 'divide' && left.kind === 'integer' && right.kind === 'integer';
  const rightLevel = op === 'subtract' || op === 'divide' ? level + 1 : level;
  return {
    code: `${operandCode(left, level)} ${symbols[op]} ${operandCode(right, rightLevel)}`,
    level,
    kind: isWhole ? 'integer' : 'number',
    needs: [...left.needs, ...right.needs, ...divisorNeeds(expression, right)],
  };
};

/** `{ amount: 2, unit: 'hour' }` → `hours(2)` */
export const durationCode = ({ amount, unit }: Duration): string => `${unit}s(${amount})`;

/** `later(sentAt, days(30))`, of days `laterDay`. */
export const movedCode = ({ op, than, by }: Of<'later' | 'earlier'>, translate: Translate): Code => {
  const { code, kind, needs } = translate(than);
  const isDay = kind === 'date';
  return primary(
    `${isDay ? `${op}Day` : op}(${code}, ${durationCode(by)})`,
    isDay ? 'date' : 'instant',
    needs,
  );
};
