import { expect, test } from 'vitest';

import { checkPlan } from '../../../../../factory/agents/vision/planning/check-plan.ts';
import { planOf } from '../../support/run.ts';
import { behaviourOf } from '../behaviour-outline.ts';
import { capacityCases } from './capacity-cases.ts';
import { comparisonCases } from './comparison-cases.ts';
import { doingCases } from './doing-cases.ts';
import { gateCases } from './gate-cases.ts';
import { initialAmountCases } from './initial-amount-cases.ts';
import { nominalCases, nominalRuleCases } from './nominal-cases.ts';
import { permissionCases } from './permission-cases.ts';
import { frequencyCases } from './frequency-cases.ts';
import { periodCases } from './period-cases.ts';
import { relatedStateCases } from './related-state-cases.ts';
import { settingCases } from './setting-cases.ts';
import { stateListCases } from './state-list-cases.ts';
import { understoodOnlyCases } from './understood-only-cases.ts';
import { wayCases } from './way-cases.ts';
import { reactionCases } from './reaction-cases.ts';
import { structureCases } from './structure-cases.ts';

test.each([
  ...stateListCases,
  ...doingCases,
  ...nominalCases,
  ...nominalRuleCases,
  ...gateCases,
  ...permissionCases,
  ...wayCases,
  ...reactionCases,
  ...structureCases,
  ...comparisonCases,
  ...frequencyCases,
  ...periodCases,
  ...relatedStateCases,
  ...capacityCases,
  ...settingCases,
  ...understoodOnlyCases,
  ...initialAmountCases,
])('$text', async ({ text, ...expected }) => {
  const plan = await planOf(text);
  expect(behaviourOf(plan)).toEqual(expected);
  expect(checkPlan(plan, { text })).toEqual([]);
});

test('what is left out says why, in words of its own for each kind', async () => {
  const reasonOf = async (text: string) => (await planOf(text)).unrealised.map(({ reason }) => reason);
  expect(await reasonOf('Keep orders with a name. Refunds are not possible.')).toEqual([
    'The text says that this is not wanted; nothing of the kind is built.',
  ]);
  expect(
    await reasonOf(
      'Guests vote in polls. A poll has a question and is drafted, open or closed. Guests can only vote while the poll is open.',
    ),
  ).toEqual(['A poll is not open from the beginning, or the text does not say how it comes to be so.']);
  expect(
    await reasonOf(
      'Sellers offer crates with a start price. Bidders place bids. A bid must be higher than the start price.',
    ),
  ).toEqual([
    'This compares with the start price of a crate, and the text does not say which crate a bid belongs to.',
  ]);
});
