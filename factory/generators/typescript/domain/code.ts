import type { Expression } from '../../../domain/expression.ts';

/** Binding of operators, loosest first. */
export const LEVEL = {
  or: 1,
  and: 2,
  equality: 3,
  relation: 4,
  sum: 5,
  product: 6,
  unary: 7,
  primary: 8,
} as const;

export type Kind = 'integer' | 'number' | 'boolean' | 'date' | 'instant' | 'text' | 'list';

/** Code of a value. `needs`: conditions under which it is there at all. */
export type Code = { code: string; level: number; kind: Kind; needs: readonly string[] };

export type Of<Op extends Expression['op']> = Extract<Expression, { op: Op }>;

/** Translates the expressions inside another one. */
export type Translate = (expression: Expression) => Code;

/** Code as an operand: in parentheses where it binds looser than `wanted`. */
export const operandCode = ({ code, level }: Code, wanted: number): string =>
  level < wanted ? `(${code})` : code;

export const primary = (code: string, kind: Kind, needs: readonly string[] = []): Code => ({
  code,
  level: LEVEL.primary,
  kind,
  needs,
});

/** A truth of one part, which binds at `level`, or of several. */
export const truthOf = (op: 'and' | 'or', parts: readonly string[], level: number): Code => ({
  code: parts.join(op === 'and' ? ' && ' : ' || '),
  level: parts.length > 1 ? LEVEL[op] : level,
  kind: 'boolean',
  needs: [],
});
