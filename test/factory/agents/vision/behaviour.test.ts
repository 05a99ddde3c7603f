import { expect, test } from 'vitest';

import { storiesOf } from '../../../../factory/domain/product-plan.ts';
import { planOf } from '../support/run.ts';
import { behaviourCases } from './behaviour-cases.ts';
import { behaviourOf } from './behaviour-outline.ts';
import { furtherBehaviourCases } from './further-behaviour-cases.ts';
import { moreBehaviourCases } from './more-behaviour-cases.ts';
import { shortBehaviourCases } from './short-behaviour-cases.ts';

const cases = [...behaviourCases, ...moreBehaviourCases, ...shortBehaviourCases, ...furtherBehaviourCases];

test.each(cases)('$text', async ({ text, ...expected }) => {
  expect(behaviourOf(await planOf(text))).toEqual(expected);
});

test('there are at least sixty texts, each another one, and every kind of rule is among them', () => {
  expect(new Set(cases.map(({ text }) => text)).size).toBeGreaterThanOrEqual(60);
  const kinds = new Set(cases.flatMap(({ rules }) => rules.map((rule) => rule.split(' ')[0])));
  expect([...kinds].toSorted()).toEqual([
    'block',
    'compare',
    'computed',
    'due',
    'expiry',
    'floor',
    'frozen',
    'limit',
    'no-overlap',
    'own',
    'permission',
    'timeout',
    'unique',
    'window',
  ]);
});

/** Numbers of a text in digits; "three" is 3. */
const NUMBERS: Record<string, string> = {
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  twice: '2',
  zero: '0',
};
/** "No two seats" and "twice at the same time" count nothing. */
const numbersIn = (text: string): string[] =>
  [
    ...text
      .toLowerCase()
      .replace(/(?:^|[.;:] |no )two (?=\w+ (?:of|have|share|must))|twice (?=(?:at|for) the same)/g, '')
      .matchAll(/\b(?:\d+|two|three|four|five|six|twice|zero)\b/g),
  ].map(([number]) => NUMBERS[number] ?? number);

test('every number of a text ends in a rule or is unrealised', async () => {
  for (const { text } of cases) {
    const plan = await planOf(text);
    const said = JSON.stringify([plan.rules, plan.unrealised.map((each) => numbersIn(each.text))]);
    const percentages = said.replace(/0\.(\d\d)\b/g, (whole, digits: string) => `${whole} ${Number(digits)}`);
    for (const number of numbersIn(text))
      expect([text, percentages]).toEqual([text, expect.stringMatching(new RegExp(`\\b${number}\\b`))]);
  }
});

test('every rule has a requirement and a criterion with both sides of its boundary', async () => {
  for (const { text } of cases) {
    const plan = await planOf(text);
    for (const rule of plan.rules) {
      const story = storiesOf(plan).find(({ criteria }) =>
        criteria.some(({ check }) => check.kind === 'rule' && check.rule === rule.id),
      );
      expect(story).toMatchObject({
        intent: 'uphold',
        requirementIds: [rule.requirementId],
        subject: rule.subject,
      });
      expect(plan.requirements.find(({ id }) => id === rule.requirementId)?.text).toBe(rule.statement);
    }
  }
});

test('boundaries are concrete', async () => {
  const plan = await planOf(behaviourCases[1]?.text ?? '');
  expect(
    storiesOf(plan)
      .filter(({ intent }) => intent === 'uphold')
      .flatMap(({ criteria }) => criteria.map(({ given, when, then }) => `${given} / ${when} / ${then}`)),
  ).toEqual([
    '3 open bookings with the same member / a booking with the same member is sent that would be number 4 / it is refused, and number 3 was not',
    'two bookings / one is to be cancelled 1 minute before the moment that lies 2 hours before its class starts, the other 1 minute after it / the first is done, and the second is refused',
    '2 no-show bookings with the same member within 1 month / the same member tries to book again at once, and once more 1 week later / the first is refused and the second is not; after 1 it would not have been refused',
    'a class with a capacity of 2, and 2 open bookings of it / one more booking of it is sent / it is refused, and the second was not',
  ]);
});
