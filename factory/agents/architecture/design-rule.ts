import type { Expression } from '../../domain/expression.ts';
import type { PlannedRule, PlannedRuleOf } from '../../domain/planned-rule.ts';
import type { Rule } from '../../domain/rule.ts';
import { designComparison } from './design-comparison.ts';
import { entryField } from './design-derived.ts';
import { needField } from './design-formula.ts';
import { designRelatedState } from './design-related-state.ts';
import { joinedName } from './identifiers.ts';
import {
  needState,
  needUseCases,
  ruleBase,
  termExpression,
  termThrough,
  type RuleContext,
} from './rule-terms.ts';
import { isDated } from './moment.ts';

const fieldsOf = ({ thing }: RuleContext, names: readonly string[]): string[] =>
  names.map((name) => needField(thing, name));

const limit = (rule: PlannedRuleOf<'limit'>, context: RuleContext): Rule => {
  const { maximum, per, amount, within } = rule;
  const states = rule.states.map((state) => needState(context, state));
  const { subject } = context.thing;
  const name =
    typeof maximum === 'number'
      ? joinedName(...rule.states, subject.plural, ...(per.length > 0 ? ['per', ...per] : []))
      : joinedName(maximum.attribute, 'of', maximum.through ?? subject.name);
  return {
    kind: 'limit',
    ...ruleBase(rule, name),
    per: fieldsOf(context, per),
    states,
    maximum:
      typeof maximum === 'number'
        ? maximum
        : termThrough(context, { attribute: maximum.attribute, through: maximum.through ?? subject.name }),
    ...(amount === undefined ? {} : { amount: needField(context.thing, amount) }),
    ...(within === undefined
      ? {}
      : {
          within: {
            field: needField(context.thing, within.attribute),
            duration: within.duration,
            mode: within.mode,
          },
        }),
  };
};

const unique = (rule: PlannedRuleOf<'unique'>, context: RuleContext): Rule => ({
  kind: 'unique',
  ...ruleBase(rule, joinedName('one', context.thing.subject.name, 'per', rule.attributes.join(' and '))),
  fields: fieldsOf(context, rule.attributes),
  states: rule.states.map((state) => needState(context, state)),
});

const window = (rule: PlannedRuleOf<'window'>, context: RuleContext): Rule => {
  const { anchor, offset, allowed } = rule;
  const moment: Expression =
    'state' in anchor
      ? { op: 'field', name: entryField(context.thing, anchor.state) }
      : termExpression(context, anchor);
  const bound: Expression =
    offset === undefined
      ? moment
      : { op: offset.direction === 'before' ? 'earlier' : 'later', than: moment, by: offset.duration };
  return {
    kind: 'guard',
    ...ruleBase(rule, joinedName(rule.verbs.join(' or '), allowed)),
    useCases: needUseCases(context, rule.verbs),
    holds: {
      op: allowed === 'until' ? 'at-most' : 'at-least',
      left: { op: isDated(context, anchor) ? 'today' : 'now' },
      right: bound,
    },
  };
};

const block = (rule: PlannedRuleOf<'block'>, context: RuleContext): Rule => ({
  kind: 'block',
  ...ruleBase(rule, joinedName('blocked after', rule.state)),
  useCases: needUseCases(context, rule.verbs),
  per: fieldsOf(context, rule.per),
  state: needState(context, rule.state),
  times: rule.times,
  within: rule.within,
  lasts: rule.lasts,
});

const noOverlap = (rule: PlannedRuleOf<'no-overlap'>, context: RuleContext): Rule => ({
  kind: 'no-overlap',
  ...ruleBase(
    rule,
    joinedName(
      'no overlapping',
      context.thing.subject.plural,
      ...(rule.per.length > 0 ? ['per', ...rule.per] : []),
    ),
  ),
  per: fieldsOf(context, rule.per),
  start: needField(context.thing, rule.start),
  end: needField(context.thing, rule.end),
  states: rule.states.map((state) => needState(context, state)),
});

/** A rule of the plan as one of the aggregate; `undefined` where it is upheld by other means (a field, a ledger, a life cycle). */
export const designRule = (rule: PlannedRule, context: RuleContext): Rule | undefined => {
  switch (rule.kind) {
    case 'limit':
      return limit(rule, context);
    case 'unique':
      return unique(rule, context);
    case 'window':
      return window(rule, context);
    case 'block':
      return block(rule, context);
    case 'no-overlap':
      return noOverlap(rule, context);
    case 'while':
      return designRelatedState(rule, context);
    case 'compare':
      return designComparison(rule, context);
    default:
      return undefined;
  }
};
