import { durationText } from '../../../../factory/domain/duration.ts';
import type { Formula, PlannedRule, PlanTerm } from '../../../../factory/domain/planned-rule.ts';
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

const restOf = (rule: PlannedRule): string => {
  switch (rule.kind) {
    case 'limit': {
      const { per, states, maximum, within } = rule;
      const bound = typeof maximum === 'number' ? `${maximum}` : termOf(maximum);
      const span = within
        ? ` within ${durationText(within.duration)} ${within.mode} of ${within.attribute}`
        : '';
      return `per ${per.join('+') || 'all'}${statesOf(states)} at most ${bound}${span}`;
    }
    case 'unique':
      return `${rule.attributes.join('+')}${statesOf(rule.states)}`;
    case 'window': {
      const anchor = 'state' in rule.anchor ? `state ${rule.anchor.state}` : termOf(rule.anchor);
      const offset = rule.offset ? `${durationText(rule.offset.duration)} ${rule.offset.direction} ` : '';
      return `${rule.verbs.join('+')} ${rule.allowed} ${offset}${anchor}`;
    }
    case 'block':
      return `${rule.verbs.join('+')} per ${rule.per.join('+')} after ${rule.times} ${rule.state} within ${durationText(rule.within)} for ${durationText(rule.lasts)}`;
    case 'no-overlap':
      return `per ${rule.per.join('+') || 'all'} ${rule.start} to ${rule.end}${statesOf(rule.states)}`;
    case 'floor':
      return `${rule.minimum}`;
    case 'expiry':
      return durationText(rule.after);
    case 'timeout':
      return `${rule.state}>${rule.to} after ${durationText(rule.after)}`;
    case 'frozen':
      return rule.states.join('+');
    case 'compare': {
      const other =
        typeof rule.with === 'number'
          ? rule.with
          : 'moment' in rule.with
            ? rule.with.moment
            : rule.with.attribute;
      return `${rule.part ? `${rule.part}.` : ''}${rule.attribute} ${rule.comparison} ${other}${rule.verbs.length > 0 ? ` on ${rule.verbs.join('+')}` : ''}`;
    }
    case 'computed':
      return `${rule.part ? `${rule.part}.` : ''}${rule.attribute} = ${formulaOf(rule.formula)}`;
    case 'due':
      return `${rule.attribute} ${durationText(rule.after)} after ${rule.since ?? rule.state}`;
    case 'permission':
      return `${rule.verbs.join('+')} for ${rule.roles.join('+')}`;
    case 'own':
      return `${rule.verbs.join('+')} by ${rule.attribute}`;
  }
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
