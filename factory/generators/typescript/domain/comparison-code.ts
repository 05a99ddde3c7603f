import type { Expression } from '../../../domain/expression.ts';
import { literal } from '../source-text.ts';
import { LEVEL, operandCode, primary, truthOf, type Code, type Of, type Translate } from './code.ts';

const relations = {
  equal: '===',
  different: '!==',
  less: '<',
  'at-most': '<=',
  greater: '>',
  'at-least': '>=',
} as const;

const opposites = { '===': '!==', '!==': '===', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;

export type Comparison = Of<keyof typeof relations>;

export const isComparison = (expression: Expression): expression is Comparison => expression.op in relations;

/** Digits to which sums of decimals are exact. */
const precision = 9;

const isMoment = (expression: Expression): expression is Of<'literal'> =>
  expression.op === 'literal' && !Number.isNaN(Date.parse(String(expression.value)));

/** A side of a comparison, made comparable with the other: moments with moments, exact numbers, times as they are kept. */
const comparable = (side: Code, expression: Expression, other: Code): Code => {
  if (side.kind === 'date' && other.kind === 'instant')
    return primary(`startOfDay(${side.code})`, 'instant', side.needs);
  if (side.kind === 'number' && side.level < LEVEL.unary)
    return primary(`rounded(${side.code}, ${precision})`, 'number', side.needs);
  if (other.kind === 'instant' && isMoment(expression))
    return primary(literal(new Date(String(expression.value)).toISOString()), 'instant');
  return side;
};

const sidesOf = ({ left, right }: Comparison, translate: Translate): [Code, Code] => {
  const [one, other] = [translate(left), translate(right)];
  return [comparable(one, left, other), comparable(other, right, one)];
};

/** Where the other side is there, what is absent equals nothing without being asked for. */
const isPlain = (side: Code, other: Code): boolean =>
  other.needs.length === 0 && side.needs.length === 1 && side.needs[0] === `${side.code} !== undefined`;

const needsOf = ({ op }: Comparison, [left, right]: [Code, Code]): string[] =>
  op === 'equal' && (isPlain(left, right) || isPlain(right, left))
    ? []
    : [...new Set([...left.needs, ...right.needs])];

const levelOf = (symbol: string): number =>
  symbol === '===' || symbol === '!==' ? LEVEL.equality : LEVEL.relation;

const related = ([left, right]: [Code, Code], symbol: string): string =>
  `${operandCode(left, levelOf(symbol) + 1)} ${symbol} ${operandCode(right, levelOf(symbol) + 1)}`;

/** `x !== undefined` → `x === undefined`, `list.length > 0` → `list.length === 0`. */
export const oppositeNeed = (need: string): string => need.replace(/ (?:!==|>) (\w+)$/, ' === $1');

/** A comparison, which holds only where both sides are there. */
export const comparisonCode = (expression: Comparison, translate: Translate): Code => {
  const sides = sidesOf(expression, translate);
  const symbol = relations[expression.op];
  return truthOf('and', [...needsOf(expression, sides), related(sides, symbol)], levelOf(symbol));
};

/** What holds exactly where a comparison does not. */
export const oppositeComparisonCode = (expression: Comparison, translate: Translate): Code => {
  const sides = sidesOf(expression, translate);
  const symbol = opposites[relations[expression.op]];
  const needs = needsOf(expression, sides).map(oppositeNeed);
  return truthOf('or', [...needs, related(sides, symbol)], levelOf(symbol));
};
