import { expect, test } from 'vitest';

import { checkPlan } from '../../../../../factory/agents/vision/planning/check-plan.ts';
import { planOf } from '../../support/run.ts';
import { behaviourOf } from '../behaviour-outline.ts';
import { misreadCases } from './misread-cases.ts';

test.each(misreadCases)('$text', async ({ text, ...expected }) => {
  const plan = await planOf(text);
  expect(behaviourOf(plan)).toEqual(expected);
  expect(checkPlan(plan, { text })).toEqual([]);
});

test.each([
  ['Files have a name. Files are scanned for viruses.', /^Another system/],
  ['Logs have a name. The service shall notify the keeper if a log fails.', /^Messages are kept/],
  [
    'Pleas have a title. A plea is filed or dismissed. A dismissed plea can be reopened once.',
    /^This counts/,
  ],
  [
    'A route consists of stops, each with an address and a weight. Drivers complete stops.',
    /^This happens to one part/,
  ],
  [
    'Pupils deposit and withdraw money. A withdrawal must not be higher than 1000.',
    /how much may come in or go out is not limited/,
  ],
  ['Pleas have a title. Clerks accept or reject pleas. Rejecting requires a reason.', /given later only/],
  [
    'Bills have an amount. A bill is filed or approved. Clerks may approve bills up to 5000.',
    /hangs on a value of the thing/,
  ],
  ['Stars have a name. Managers see the average score per month.', /^Calculated values/],
])('%s: the reason says what is lacking', async (text, reason) => {
  const { unrealised } = await planOf(text);
  expect(unrealised.map((each) => each.reason)).toEqual([expect.stringMatching(reason)]);
});
