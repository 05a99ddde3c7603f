import type { Formula, PlannedRule, PlannedRuleOf, PlanTerm } from '../../../../domain/planned-rule.ts';

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

type ReferencesOf = { [Kind in PlannedRule['kind']]: (rule: PlannedRuleOf<Kind>) => RuleReferences };

const REFERENCES: ReferencesOf = {
  limit: ({ per, amount, within, states, maximum }) =>
    own([...per, ...(amount ? [amount] : []), ...(within ? [within.attribute] : [])], {
      states,
      terms: typeof maximum === 'number' ? [] : [maximum],
    }),
  unique: ({ attributes, states }) => own(attributes, { states }),
  window: ({ anchor, verbs }) =>
    'state' in anchor ? own([], { states: [anchor.state], verbs }) : own([], { terms: [anchor], verbs }),
  block: ({ per, state, verbs }) => own(per, { states: [state], verbs }),
  'no-overlap': ({ per, start, end, states }) => own([...per, start, end], { states }),
  floor: () => NOTHING,
  expiry: () => NOTHING,
  timeout: ({ state, to }) => own([], { states: [state, to] }),
  frozen: ({ states }) => own([], { states }),
  compare: ({ attribute, with: other, verbs }) =>
    own([attribute], { verbs, terms: typeof other === 'object' && 'attribute' in other ? [other] : [] }),
  computed: ({ attribute, formula }) => own([attribute], { formula }),
  due: ({ attribute, since, state }) => own([attribute, ...(since ? [since] : [])], { states: [state] }),
  while: ({ through, verbs }) => own([through], { verbs }),
  permission: ({ verbs }) => own([], { verbs }),
  own: ({ attribute, verbs }) => own([attribute], { verbs }),
};

/** Everything that must exist for a rule to mean something. */
export const referencesOf = (rule: PlannedRule): RuleReferences => {
  const read = REFERENCES[rule.kind] as (rule: PlannedRule) => RuleReferences;
  return read(rule);
};
