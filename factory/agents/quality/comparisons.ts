import type { PlannedRuleOf } from '../../domain/planned-rule.ts';
import type { PlannedAttribute } from '../../domain/product-plan.ts';
import { dayOf, numberIn } from './cells.ts';
import type { Chosen } from './script.ts';

const holds: Record<PlannedRuleOf<'compare'>['comparison'], (difference: number) => boolean> = {
  equal: (difference) => difference === 0,
  different: (difference) => difference !== 0,
  less: (difference) => difference < 0,
  'at-most': (difference) => difference <= 0,
  greater: (difference) => difference > 0,
  'at-least': (difference) => difference >= 0,
};

/** What a comparison allows at the nearest: so many steps from what is compared with. */
export const NEAREST: Record<PlannedRuleOf<'compare'>['comparison'], { good: number; bad: number }> = {
  equal: { good: 0, bad: 1 },
  different: { good: 1, bad: 0 },
  less: { good: -1, bad: 0 },
  'at-most': { good: 0, bad: 1 },
  greater: { good: 1, bad: 0 },
  'at-least': { good: 0, bad: -1 },
};

/** What an attribute is compared with, as a number. */
export const comparedWith = (
  rule: PlannedRuleOf<'compare'>,
  nature: PlannedAttribute['nature'],
  row: Chosen,
  now: number,
): number => {
  if (typeof rule.with === 'number') return rule.with;
  if ('attribute' in rule.with) return numberIn(nature, row[rule.with.attribute] ?? '');
  return nature === 'date' || rule.with.moment === 'today' ? dayOf(now) : now;
};

/** Whether a comparison of the plan holds for a row. */
export const fulfils = (
  rule: PlannedRuleOf<'compare'>,
  { name, nature }: PlannedAttribute,
  row: Chosen,
  now: number,
): boolean => {
  const difference = numberIn(nature, row[name] ?? '') - comparedWith(rule, nature, row, now);
  return Number.isNaN(difference) || holds[rule.comparison](difference);
};
