import { describe, expect, it } from 'vitest';

import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { gymBlueprint } from '../../fixtures/blueprints/gym.ts';
import { invoicesBlueprint } from '../../fixtures/blueprints/invoices.ts';
import { loyaltyBlueprint } from '../../fixtures/blueprints/loyalty.ts';
import { ratesBlueprint } from '../../fixtures/blueprints/rates.ts';
import { bookshopPlan } from '../../fixtures/plans/bookshop.ts';
import { gymPlan } from '../../fixtures/plans/gym.ts';
import { invoicesPlan } from '../../fixtures/plans/invoices.ts';
import { loyaltyPlan } from '../../fixtures/plans/loyalty.ts';
import { ratesPlan } from '../../fixtures/plans/rates.ts';
import { hallBlueprint } from './fixtures/hall-blueprint.ts';
import { hallPlan } from './fixtures/hall-plan.ts';
import { misreadBehaviour } from './fixtures/misread-behaviour.ts';
import { failuresOf } from './model/run-suite.ts';

const read = [
  { plan: gymPlan, blueprint: gymBlueprint },
  { plan: invoicesPlan, blueprint: invoicesBlueprint },
  { plan: loyaltyPlan, blueprint: loyaltyBlueprint },
  { plan: ratesPlan, blueprint: ratesBlueprint },
  { plan: bookshopPlan, blueprint: bookshopBlueprint },
  { plan: hallPlan, blueprint: hallBlueprint },
].flatMap(({ plan, blueprint }) =>
  blueprint.services.map((service) => ({ name: service.name, plan, service })),
);

describe('a blueprint that says what the plan says', () => {
  it.each(read)('passes every scenario of $name', async ({ plan, service }) => {
    expect(await failuresOf(plan, service)).toEqual({});
  });
});

describe('a misread blueprint', () => {
  it.each(misreadBehaviour)(
    'turns the suite red when $misread',
    async ({ plan, service, criteria, says }) => {
      const failures = await failuresOf(plan, service, criteria);
      expect(Object.keys(failures)).toEqual(criteria.map((id) => `@${id}`).toSorted());
      expect(failures[`@${criteria[0]}`]).toMatch(says);
    },
  );
});
