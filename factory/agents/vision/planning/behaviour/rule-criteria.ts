import { durationText } from '../../../../domain/duration.ts';
import { capitalised, listing, withArticle } from '../wording.ts';
import { around, limit, neighbours, same, times, type Rule, type Words, window } from './boundary-words.ts';
import type { RuleDraft, Sketch } from './sketch.ts';

const WRITERS: { [Kind in RuleDraft['rule']['kind']]: (rule: Rule<Kind>, sketch: Sketch) => Words } = {
  limit,
  window,
  unique: (rule, sketch) => ({
    title: `One ${sketch.name} per ${listing(rule.attributes)}`,
    given: `${withArticle(sketch.name)} that is kept`,
    when: `another ${sketch.name}${same(rule.attributes)} is sent`,
    then: `it is refused; one with another ${rule.attributes[0] ?? 'value'} is not`,
  }),
  block: (rule, sketch) => {
    const before = Math.max(rule.times - 1, 0);
    return {
      title: `${rule.times} ${rule.state} ${sketch.plural} close the door for ${durationText(rule.lasts)}`,
      given: `${times(rule.times, sketch, `${rule.state} `)}${same(rule.per)} within ${durationText(rule.within)}`,
      when: `the same ${rule.per[0] ?? 'person'} tries to ${rule.verbs[0] ?? 'go on'} again at once, and once more ${durationText(rule.lasts)} later`,
      then: `the first is refused and the second is not; after ${before} it would not have been refused`,
    };
  },
  'no-overlap': (rule, sketch) => ({
    title: `Two ${sketch.plural} do not overlap`,
    given: `${withArticle(sketch.name)} from 10:00 to 11:00`,
    when: `one${same(rule.per)} is sent from 10:30 to 11:30, and another from 11:00 to 12:00`,
    then: 'the first is refused, and the second is not',
  }),
  floor: (rule, sketch) => ({
    title: `The balance stays at ${rule.minimum} or above`,
    given: `${withArticle(sketch.name)} with a balance of ${rule.minimum + 10} ${sketch.ledger?.unit ?? ''}`,
    when: `11 ${sketch.ledger?.unit ?? ''} are to be taken out, and then 10`,
    then: `the 11 are refused, and after the 10 the balance is ${rule.minimum}`,
  }),
  expiry: (rule, sketch) => ({
    title: `${capitalised(sketch.ledger?.unit ?? 'amounts')} are there until they expire`,
    given: `${withArticle(sketch.name)} into which 10 ${sketch.ledger?.unit ?? ''} were put`,
    when: `it is looked at ${around(rule.after)[0]}, and ${around(rule.after)[1]}`,
    then: 'the balance is 10 first and 0 then',
  }),
  timeout: (rule, sketch) => ({
    title: `${capitalised(withArticle(`${rule.state} ${sketch.name}`))} becomes ${rule.to} by itself`,
    given: `${withArticle(`${rule.state} ${sketch.name}`)}`,
    when: `it is looked at ${around(rule.after)[0]}, and ${around(rule.after)[1]}`,
    then: `it is ${rule.state} first and ${rule.to} then`,
  }),
  frozen: (rule, sketch) => ({
    title: `${capitalised(withArticle(`${rule.states[0] ?? ''} ${sketch.name}`))} stays as it is`,
    given: `${withArticle(sketch.name)} that is ${listing(rule.states, 'or')}`,
    when: 'a person tries to change or remove it',
    then: `it is refused, and the ${sketch.name} is as it was`,
  }),
  compare: (rule) => {
    const [good, bad] = neighbours(rule);
    return {
      title: `A ${rule.attribute} of ${good} is taken, one of ${bad} is not`,
      given: `a ${rule.attribute} of ${good}, and one of ${bad}`,
      when: 'both are sent',
      then: `the first is taken, and the refusal of the second names the rule`,
    };
  },
  computed: (rule, sketch) => ({
    title: `The ${rule.attribute} is worked out`,
    given: `${withArticle(sketch.name)} with known values`,
    when: 'it is read back',
    then: `its ${rule.attribute} is what the rule says`,
  }),
  due: (rule, sketch) => ({
    title: `${capitalised(withArticle(`${rule.state} ${sketch.name}`))} becomes ${rule.attribute}`,
    given: `${withArticle(`${rule.state} ${sketch.name}`)}`,
    when: `it is looked at ${around(rule.after)[0]}, and ${around(rule.after)[1]}`,
    then: `it is not ${rule.attribute} first, and ${rule.attribute} then`,
  }),
  while: (rule, sketch) => ({
    title: `${capitalised(withArticle(sketch.name))} needs ${withArticle(rule.through)} that is ${listing(rule.states, 'or')}`,
    given: `${withArticle(rule.through)} that is ${listing(rule.states, 'or')}, and one that is not`,
    when: `${withArticle(sketch.name)} is sent for each of them`,
    then: 'the first is taken, and the second is refused',
  }),
  permission: (rule, sketch) => ({
    title: `${capitalised(listing(rule.verbs, 'or'))} is for ${listing(rule.roles, 'or')} only`,
    given: `${withArticle(sketch.name)}, ${withArticle(rule.roles[0] ?? 'person')} and somebody else`,
    when: `each of them tries to ${rule.verbs[0] ?? 'use'} it`,
    then: `the ${rule.roles[0] ?? 'first'} can, and the other is refused`,
  }),
  own: (rule, sketch) => ({
    title: `${capitalised(listing(rule.verbs, 'or'))} is for its own ${rule.attribute} only`,
    given: `${withArticle(sketch.name)} of one ${rule.attribute}`,
    when: `another ${rule.attribute} tries to ${rule.verbs[0] ?? 'use'} it, and then the one whose it is`,
    then: 'the first is refused, and the second is not',
  }),
};

/** Both sides of the boundary of a rule, with the values next to it. */
export const ruleWords = ({ rule }: RuleDraft, sketch: Sketch): Words => {
  const writer = WRITERS[rule.kind] as (rule: RuleDraft['rule'], sketch: Sketch) => Words;
  return writer(rule, sketch);
};
