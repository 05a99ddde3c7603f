import type { PlannedRuleOf } from '../../domain/planned-rule.ts';
import { attributeNamed, thingNamed } from './thing.ts';
import type { RuleContext } from './rule-terms.ts';

/** Whether a moment of the plan is a calendar day, so that it is compared with today. */
export const isDated = (
  { thing, things }: Pick<RuleContext, 'thing' | 'things'>,
  anchor: PlannedRuleOf<'window'>['anchor'],
): boolean => {
  if ('state' in anchor) return false;
  const via = anchor.through === undefined ? undefined : attributeNamed(thing, anchor.through)?.refers;
  const holder = anchor.through === undefined ? thing : via && thingNamed(things, via);
  return holder ? attributeNamed(holder, anchor.attribute)?.nature === 'date' : false;
};
