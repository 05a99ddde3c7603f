import type { Expression } from '../../domain/expression.ts';
import type { PlannedRuleOf } from '../../domain/planned-rule.ts';
import type { Rule } from '../../domain/rule.ts';
import { known, needField } from './design-formula.ts';
import { joinedName, wordName } from './identifiers.ts';
import { needUseCases, ruleBase, type RuleContext } from './rule-terms.ts';
import { attributeNamed, stateNamed, thingNamed } from './thing.ts';

/** The status of what is referred to, in one of its states. */
export const designRelatedState = (rule: PlannedRuleOf<'while'>, context: RuleContext): Rule => {
  const { thing, things } = context;
  const reference = needField(thing, rule.through);
  const other = known(
    thingNamed(things, attributeNamed(thing, rule.through)?.refers ?? ''),
    `The ${rule.through} of the ${thing.subject.name} is nothing that is kept.`,
  );
  known(
    other.service === thing.service ? other : undefined,
    `${other.service} keeps the ${rule.through}; ${thing.service} cannot ask another service before it decides.`,
  );
  const [first, ...more] = rule.states.map((state): Expression => ({
    op: 'equal',
    left: { op: 'related', reference, field: other.statusField },
    right: { op: 'literal', value: wordName(known(stateNamed(other, state), `It is never ${state}.`)) },
  }));
  const holds = known(first, `The rule for the ${rule.through} names no state.`);
  return {
    kind: 'guard',
    ...ruleBase(rule, joinedName(rule.through, rule.states.join(' or '))),
    useCases: needUseCases(context, rule.verbs),
    holds: more.length === 0 ? holds : { op: 'or', operands: [holds, ...more] },
  };
};
