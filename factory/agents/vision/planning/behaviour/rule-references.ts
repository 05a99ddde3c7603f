import type { Formula, PlannedRule, PlanTerm } from '../../../../domain/planned-rule.ts';

/** What a rule speaks of, in the plan's words. */
export type RuleReferences = {
  attributes: string[];
  /** Attributes of what an attribute of the subject refers to. */
  terms: PlanTerm[];
  states: string[];
  verbs: string[];
  formula?: Formula;
};

const NOTHING: RuleReferences = { attributes: [], terms: [], states: [], verbs: [] };

const own = (attributes: readonly string[], rest: Partial<RuleReferences> = {}): RuleReferences => ({
  ...NOTHING,
  ...rest,
  attributes: [...attributes],
});

/** Everything that must exist for a rule to mean something. */
export const referencesOf = (rule: PlannedRule): RuleReferences => {
  switch (rule.kind) {
    case 'limit':
      return own(
        [...rule.per, ...(rule.amount ? [rule.amount] : []), ...(rule.within ? [rule.within.attribute] : [])],
        { states: rule.states, terms: typeof rule.maximum === 'number' ? [] : [rule.maximum] },
      );
    case 'unique':
      return own(rule.attributes, { states: rule.states });
    case 'window':
      return 'state' in rule.anchor
        ? own([], { states: [rule.anchor.state], verbs: rule.verbs })
        : own([], { terms: [rule.anchor], verbs: rule.verbs });
    case 'block':
      return own(rule.per, { states: [rule.state], verbs: rule.verbs });
    case 'no-overlap':
      return own([...rule.per, rule.start, rule.end], { states: rule.states });
    case 'timeout':
      return own([], { states: [rule.state, rule.to] });
    case 'frozen':
      return own([], { states: rule.states });
    case 'compare':
      return own(
        [
          rule.attribute,
          ...(typeof rule.with === 'object' && 'attribute' in rule.with ? [rule.with.attribute] : []),
        ],
        { verbs: rule.verbs },
      );
    case 'computed':
      return own([rule.attribute], { formula: rule.formula });
    case 'due':
      return own([rule.attribute, ...(rule.since ? [rule.since] : [])], { states: [rule.state] });
    case 'permission':
      return own([], { verbs: rule.verbs });
    case 'own':
      return own([rule.attribute], { verbs: rule.verbs });
    case 'floor':
    case 'expiry':
      return NOTHING;
  }
};
