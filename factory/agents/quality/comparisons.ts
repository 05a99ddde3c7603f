import type { PlannedRuleOf, PlanTerm } from '../../domain/planned-rule.ts';
import type { PlannedAttribute } from '../../domain/product-plan.ts';
import { cellFor, dayOf, numberIn, unitOf } from './cells.ts';
import type { Json } from './published-contract.ts';
import type { Actor, Chosen } from './script.ts';

type Compare = PlannedRuleOf<'compare'>;

const holds: Record<Compare['comparison'], (difference: number) => boolean> = {
  equal: (difference) => difference === 0,
  different: (difference) => difference !== 0,
  less: (difference) => difference < 0,
  'at-most': (difference) => difference <= 0,
  greater: (difference) => difference > 0,
  'at-least': (difference) => difference >= 0,
};

/** What a comparison allows at the nearest: so many steps from what is compared with. */
export const NEAREST: Record<Compare['comparison'], { good: number; bad: number }> = {
  equal: { good: 0, bad: 1 },
  different: { good: 1, bad: 0 },
  less: { good: -1, bad: 0 },
  'at-most': { good: 0, bad: 1 },
  greater: { good: 1, bad: 0 },
  'at-least': { good: 0, bad: -1 },
};

/** What the author of a scenario knows when a row is written. */
export type Known = { now: number; cast: ReadonlyMap<string, Actor> };

/** The cell that an attribute is compared with, in the row itself or in what it refers to. */
const otherCell = ({ attribute, through }: PlanTerm, row: Chosen, { cast }: Known): string =>
  (through === undefined ? row : cast.get(row[through] ?? '')?.values)?.[attribute] ?? '';

/** What an attribute is compared with, as a number. */
export const comparedWith = (
  rule: Compare,
  nature: PlannedAttribute['nature'],
  row: Chosen,
  known: Known,
): number => {
  if (typeof rule.with === 'number') return rule.with;
  if ('attribute' in rule.with) return numberIn(nature, otherCell(rule.with, row, known) || '?');
  return nature === 'date' || rule.with.moment === 'today' ? dayOf(known.now) : known.now;
};

/** Whether a comparison asks only if two names are the same. */
export const isOfNames = ({ nature }: PlannedAttribute): boolean =>
  nature === 'text' || nature === 'reference';

/** The cell on one side of a comparison: the nearest number, or the same name and another. */
export const cellBeside = (
  rule: Compare,
  attribute: PlannedAttribute,
  schema: Json,
  row: Chosen,
  side: 'good' | 'bad',
  known: Known,
): string => {
  const { nature } = attribute;
  if (isOfNames(attribute) && typeof rule.with === 'object' && 'attribute' in rule.with) {
    const other = otherCell(rule.with, row, known);
    return side === 'bad' ? other : `${other} too`;
  }
  const step = NEAREST[rule.comparison][side] * unitOf(nature, schema);
  return cellFor(nature, comparedWith(rule, nature, row, known) + step);
};

/** Whether a comparison of the plan holds for a row. */
export const fulfils = (rule: Compare, attribute: PlannedAttribute, row: Chosen, known: Known): boolean => {
  const { name, nature } = attribute;
  const { with: other } = rule;
  if (isOfNames(attribute) && typeof other === 'object' && 'attribute' in other)
    return row[name] !== otherCell(other, row, known);
  const difference = numberIn(nature, row[name] || '?') - comparedWith(rule, nature, row, known);
  return Number.isNaN(difference) || holds[rule.comparison](difference);
};
