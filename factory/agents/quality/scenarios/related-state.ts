import type { PlannedRuleOf } from '../../../domain/planned-rule.ts';
import { thingCalled } from '../attributes.ts';
import { tryToRecord } from '../casting.ts';
import { bringIn } from '../leading.ts';
import { observe, type Script } from '../script.ts';
import { REFUSED } from '../trying.ts';

/** One that refers to something in a state that allows it, and one that refers to something in each state that does not. */
export const relatedStateScenario = (script: Script, rule: PlannedRuleOf<'while'>): void => {
  const { thing } = thingCalled(script, rule.subject);
  const refers = thing.attributes.find(({ name }) => name === rule.through)?.refers ?? rule.through;
  const others = thingCalled(script, refers).thing.lifecycle?.states ?? [];
  const refused = others.filter((state) => !rule.states.includes(state));
  for (const state of [...rule.states, ...refused]) {
    const other = bringIn(script, refers, state);
    tryToRecord(script, rule.subject, { values: { [rule.through]: other.name } });
    observe(script, rule.states.includes(state) ? 'it succeeds' : REFUSED);
  }
};
