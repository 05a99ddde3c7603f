import type { Formula, PlannedRuleOf } from '../../domain/planned-rule.ts';
import { cellFor } from './cells.ts';
import type { PlannedPart, PlannedThing } from './planned-things.ts';
import type { Chosen } from './script.ts';

/** What a thing was given, by the words of its attributes, and what each of its parts was. */
export type GivenValues = { values: Chosen; parts: Record<string, Chosen[]> };

type Computed = readonly PlannedRuleOf<'computed'>[];

const OPERATIONS = {
  add: (left: number, right: number) => left + right,
  subtract: (left: number, right: number) => left - right,
  multiply: (left: number, right: number) => left * right,
  divide: (left: number, right: number) => left / right,
};

const AGGREGATES = {
  sum: (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0),
  count: (numbers: readonly number[]) => numbers.length,
  minimum: (numbers: readonly number[]) => Math.min(...numbers),
  maximum: (numbers: readonly number[]) => Math.max(...numbers),
};

const isOf = (part: PlannedPart | undefined, { part: named }: { part?: string | undefined }) =>
  part === undefined ? named === undefined : named === part.name || named === part.plural;

/** An attribute that was given, or that another rule of the plan computes. */
const attributeValue = (
  thing: PlannedThing,
  rules: Computed,
  { values, parts }: GivenValues,
  name: string,
  part?: PlannedPart,
): number => {
  const cell = values[name];
  if (cell !== undefined) return Number(cell);
  const rule = rules.find((each) => each.attribute === name && isOf(part, each));
  return rule ? evaluate(thing, rules, { values, parts }, rule.formula, part) : 0;
};

/** The number that a formula of the plan gives for what was given; of a part, where `part` says so. */
export const evaluate = (
  thing: PlannedThing,
  rules: Computed,
  of: GivenValues,
  formula: Formula,
  part?: PlannedPart,
): number => {
  if (formula.op === 'number') return formula.value;
  if (formula.op === 'attribute') return attributeValue(thing, rules, of, formula.name, part);
  if ('left' in formula) {
    const [left, right] = [formula.left, formula.right].map((side) => evaluate(thing, rules, of, side, part));
    return OPERATIONS[formula.op](left ?? 0, right ?? 0);
  }
  const over = thing.parts.find(({ plural, name }) => plural === formula.parts || name === formula.parts);
  const rows = of.parts[over?.plural ?? formula.parts] ?? [];
  const inner = formula.of ?? { op: 'number' as const, value: 1 };
  return AGGREGATES[formula.op](
    rows.map((values) => evaluate(thing, rules, { values, parts: {} }, inner, over)),
  );
};

/** As a cell: amounts have at most two digits after the point, halves go up. */
export const numberCell = (value: number): string =>
  cellFor('number', Math.round((value + 1e-9) * 100) / 100);
