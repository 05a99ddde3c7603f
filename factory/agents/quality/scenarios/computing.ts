import type { PlannedRuleOf } from '../../../domain/planned-rule.ts';
import { bring, setParts } from '../casting.ts';
import { evaluate, numberCell, type GivenValues } from '../formula.ts';
import { partCalled } from '../planned-things.ts';
import { rulesOf } from '../rules-of.ts';
import { observe, type Actor, type Script } from '../script.ts';
import { shows, tryAction } from '../trying.ts';

const expected = (
  script: Script,
  { resolved, values, parts }: Actor,
  rule: PlannedRuleOf<'computed'>,
): number[] => {
  const { thing } = resolved;
  const rules = rulesOf(script.book.plan, thing, 'computed');
  const part = rule.part === undefined ? undefined : partCalled(thing, rule.part);
  const givens: GivenValues[] = part
    ? (parts[part.plural] ?? []).map((row) => ({ values: row, parts: {} }))
    : [{ values, parts }];
  return givens.map((each) => evaluate(thing, rules, each, rule.formula, part));
};

const showsComputed = (script: Script, actor: Actor, rule: PlannedRuleOf<'computed'>): void => {
  const { thing } = actor.resolved;
  const part = rule.part === undefined ? undefined : partCalled(thing, rule.part);
  for (const [index, value] of expected(script, actor, rule).entries()) {
    const of = part
      ? `${rule.attribute} of the ${index === 0 ? 'first' : 'second'} of the ${part.plural}`
      : rule.attribute;
    observe(script, shows(actor, of, numberCell(value)));
  }
};

/** What it shows is what the formula gives, for numbers that no other formula gives; after a change as well. */
export const computedScenario = (script: Script, rule: PlannedRuleOf<'computed'>): void => {
  const actor = bring(script, rule.subject);
  showsComputed(script, actor, rule);
  const { change } = actor.resolved.subject;
  const [part] = actor.resolved.thing.parts;
  if (!part || !change || 'lacks' in change) return;
  const fewer = (actor.parts[part.plural] ?? []).slice(1);
  setParts(script, actor.resolved, part.plural, fewer);
  tryAction(script, actor, { kind: 'change' });
  observe(script, 'it succeeds');
  showsComputed(script, { ...actor, parts: { ...actor.parts, [part.plural]: fewer } }, rule);
};
