import { durationText, type Duration } from '../../../../domain/duration.ts';
import type { PlanTerm } from '../../../../domain/planned-rule.ts';
import type { Criterion } from '../../../../domain/product-plan.ts';
import { capitalised, listing, withArticle } from '../wording.ts';
import { stateOfVerb } from './life-cycle-words.ts';
import type { RuleDraft, Sketch } from './sketch.ts';
import { anchorText } from './anchors.ts';

export type Words = Pick<Criterion, 'title' | 'given' | 'when' | 'then'>;

export type Rule<Kind extends RuleDraft['rule']['kind']> = Extract<RuleDraft['rule'], { kind: Kind }>;

export const times = (count: number, sketch: Sketch, adjective = ''): string =>
  `${count} ${adjective}${count === 1 ? sketch.name : sketch.plural}`;

export const same = (names: readonly string[]): string =>
  names.length === 0 ? '' : ` with the same ${listing(names)}`;

export const limit = (rule: Rule<'limit'>, sketch: Sketch): Words => {
  const adjective = rule.states.length === 1 ? `${rule.states[0]} ` : '';
  const whose = same(rule.per);
  if (typeof rule.maximum !== 'number') {
    const term = rule.maximum;
    return {
      title: `As many ${sketch.plural} as the ${term.attribute} says, and no more`,
      given: `${withArticle(term.through ?? sketch.name)} with a ${term.attribute} of 2, and 2 ${adjective}${sketch.plural} of it`,
      when: `one more ${sketch.name} of it is sent`,
      then: 'it is refused, and the second was not',
    };
  }
  const { maximum } = rule;
  const span = rule.within ? ` within the same ${rule.within.duration.unit}` : '';
  return {
    title: `${maximum} ${adjective}${maximum === 1 ? sketch.name : sketch.plural}, and no more`,
    given: `${times(maximum, sketch, adjective)}${whose}${span}`,
    when: `${withArticle(sketch.name)}${whose} is sent that would be number ${maximum + 1}`,
    then: `it is refused, and number ${maximum} was not`,
  };
};

export const window = (rule: Rule<'window'>, sketch: Sketch): Words => {
  const done = listing(rule.verbs.map(stateOfVerb), 'or');
  const anchor = anchorText(sketch, rule.anchor);
  const moment = rule.offset
    ? `${durationText(rule.offset.duration)} ${rule.offset.direction} ${anchor}`
    : anchor;
  const [inside, outside] =
    rule.allowed === 'until' ? ['1 minute before', '1 minute after'] : ['1 minute after', '1 minute before'];
  return {
    title: `${capitalised(withArticle(sketch.name))} is ${done} ${rule.allowed} ${moment} only`,
    given: `two ${sketch.plural}`,
    when: `one is to be ${done} ${inside} the moment that lies ${moment}, the other ${outside} it`,
    then: 'the first is done, and the second is refused',
  };
};

export const around = (after: Duration): [string, string] => [
  `1 minute before ${durationText(after)} have passed`,
  `${durationText(after)} later`,
];

const termText = ({ attribute, through }: PlanTerm): string =>
  through ? `the ${attribute} of its ${through}` : `its ${attribute}`;

export const neighbours = (rule: Rule<'compare'>): [string, string] => {
  const other = rule.with;
  if (typeof other === 'number') {
    const step = Number.isInteger(other) ? 1 : 0.01;
    const bounds: Record<typeof rule.comparison, [number, number]> = {
      equal: [other, other + step],
      different: [other + step, other],
      less: [other - step, other],
      'at-most': [other, other + step],
      greater: [other + step, other],
      'at-least': [other, other - step],
    };
    const [good, bad] = bounds[rule.comparison];
    return [`${good}`, `${bad}`];
  }
  const target = 'moment' in other ? other.moment : termText(other);
  const words: Record<typeof rule.comparison, [string, string]> = {
    equal: [`equal to ${target}`, `different from ${target}`],
    different: [`different from ${target}`, `equal to ${target}`],
    less: [`just under ${target}`, `equal to ${target}`],
    'at-most': [`equal to ${target}`, `just over ${target}`],
    greater: [`just over ${target}`, `equal to ${target}`],
    'at-least': [`equal to ${target}`, `just under ${target}`],
  };
  return words[rule.comparison];
};
