import { durationText } from '../../../../factory/domain/duration.ts';
import type {
  Formula,
  PlannedRule,
  PlannedRuleOf,
  PlanTerm,
} from '../../../../factory/domain/planned-rule.ts';
import type { PlannedAttribute, ProductPlan, Subject } from '../../../../factory/domain/product-plan.ts';

const attributeOf = ({ name, nature, refers, computed }: PlannedAttribute): string =>
  `${name}${nature === 'text' ? '' : `:${refers ?? nature}`}${computed ? '=' : ''}`;

/** `booking(member, class:class)`, with parts in brackets. */
const thingOf = ({ name, attributes, parts }: Subject): string =>
  `${name}(${[
    ...attributes.map(attributeOf),
    ...parts.map((part) => `[${part.name}: ${part.attributes.map(attributeOf).join(', ')}]`),
  ].join(', ')})`;

/** `open; cancel open>cancelled; expire open>expired by clock` */
const lifecycleOf = ({ name, lifecycle }: Subject): string[] =>
  lifecycle
    ? [
        `${name}: ${[
          lifecycle.initial,
          ...lifecycle.moves.map(
            ({ verb, from, to, by }) =>
              `${verb} ${from.join('+')}>${to}${by === 'caller' ? '' : ` by ${by}`}`,
          ),
        ].join('; ')}`,
      ]
    : [];

const ledgerOf = ({ name, ledger }: Subject): string[] =>
  ledger
    ? [
        `${name}: ${ledger.unit}${ledger.decimal ? ' with decimals' : ''} of ${ledger.owner}; ${ledger.moves
          .map(({ verb, direction }) => `${verb} ${direction}`)
          .join('; ')}`,
      ]
    : [];

const termOf = ({ attribute, through }: PlanTerm): string =>
  through ? `${through}.${attribute}` : attribute;
const SIGNS = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const;

const formulaOf = (formula: Formula): string => {
  switch (formula.op) {
    case 'number':
      return `${formula.value}`;
    case 'attribute':
      return formula.name;
    case 'sum':
    case 'count':
    case 'minimum':
    case 'maximum':
      return `${formula.op}(${formula.parts}${formula.of ? `: ${formulaOf(formula.of)}` : ''})`;
    default:
      return `${formulaOf(formula.left)} ${SIGNS[formula.op]} ${formulaOf(formula.right)}`;
  }
};

const statesOf = (states: readonly string[]): string => (states.length > 0 ? ` in ${states.join('+')}` : '');

const spanOf = ({ within }: PlannedRuleOf<'limit'>): string =>
  within ? ` within ${durationText(within.duration)} ${within.mode} of ${within.attribute}` : '';

const comparedWith = ({ with: other }: PlannedRuleOf<'compare'>): number | string => {
  if (typeof other === 'number') return other;
  return 'moment' in other ? other.moment : termOf(other);
};

const named = (part: string | undefined, attribute: string): string =>
  part ? `${part}.${attribute}` : attribute;

const anchorOf = ({ anchor, offset }: PlannedRuleOf<'window'>): string =>
  `${offset ? `${durationText(offset.duration)} ${offset.direction} ` : ''}${'state' in anchor ? `state ${anchor.state}` : termOf(anchor)}`;

type Writers = { [Kind in PlannedRule['kind']]: (rule: PlannedRuleOf<Kind>) => string };

const WRITERS: Writers = {
  limit: (rule) =>
    `per ${rule.per.join('+') || 'all'}${statesOf(rule.states)} at most ${typeof rule.maximum === 'number' ? rule.maximum : termOf(rule.maximum)}${spanOf(rule)}`,
  unique: ({ attributes, states }) => `${attributes.join('+')}${statesOf(states)}`,
  window: (rule) => `${rule.verbs.join('+')} ${rule.allowed} ${anchorOf(rule)}`,
  block: (rule) =>
    `${rule.verbs.join('+')} per ${rule.per.join('+')} after ${rule.times} ${rule.state} within ${durationText(rule.within)} for ${durationText(rule.lasts)}`,
  'no-overlap': ({ per, start, end, states }) =>
    `per ${per.join('+') || 'all'} ${start} to ${end}${statesOf(states)}`,
  floor: ({ minimum }) => `${minimum}`,
  expiry: ({ after }) => durationText(after),
  timeout: ({ state, to, after }) => `${state}>${to} after ${durationText(after)}`,
  frozen: ({ states }) => states.join('+'),
  compare: (rule) =>
    `${named(rule.part, rule.attribute)} ${rule.comparison} ${comparedWith(rule)}${rule.verbs.length > 0 ? ` on ${rule.verbs.join('+')}` : ''}`,
  computed: ({ part, attribute, formula }) => `${named(part, attribute)} = ${formulaOf(formula)}`,
  due: ({ attribute, after, since, state }) => `${attribute} ${durationText(after)} after ${since ?? state}`,
  while: ({ verbs, through, states }) => `${verbs.join('+')} while ${through} ${states.join('+')}`,
  permission: ({ verbs, roles }) => `${verbs.join('+')} for ${roles.join('+')}`,
  own: ({ verbs, attribute }) => `${verbs.join('+')} by ${attribute}`,
};

const restOf = (rule: PlannedRule): string => {
  const write = WRITERS[rule.kind] as (rule: PlannedRule) => string;
  return write(rule);
};

/** What a text says about behaviour, short enough to be read at a glance. */
export type BehaviourOutline = {
  things: string[];
  /** Life cycles and accounts. */
  moves: string[];
  /** `limit booking: per member in open at most 3` */
  rules: string[];
  unrealised: string[];
};

export const behaviourOf = (plan: ProductPlan): BehaviourOutline => ({
  things: plan.subjects.map(thingOf),
  moves: plan.subjects.flatMap((subject) => [...lifecycleOf(subject), ...ledgerOf(subject)]),
  rules: plan.rules.map((rule) => `${rule.kind} ${rule.subject}: ${restOf(rule)}`),
  unrealised: plan.unrealised.map(({ text }) => text),
});
