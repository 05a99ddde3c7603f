import { expect, test } from 'vitest';

import { checkPlan } from '../../../../../factory/agents/vision/planning/check-plan.ts';
import { planOf } from '../../support/run.ts';
import { behaviourOf } from '../behaviour-outline.ts';
import { assignedCases } from './assigned-cases.ts';
import { shapeCases } from './shape-cases.ts';
import { telegramCases } from './telegram-cases.ts';
import { thingCases } from './thing-cases.ts';

test.each([...shapeCases, ...thingCases, ...assignedCases, ...telegramCases])(
  '$text',
  async ({ text, ...expected }) => {
    const plan = await planOf(text);
    expect({ title: plan.title, ...behaviourOf(plan) }).toEqual(expected);
    expect(checkPlan(plan, { text })).toEqual([]);
  },
);
