import type { Design } from './replaced-texts.ts';
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
import { auditPlan } from '../documents/audit-plan.ts';
import { auditBlueprint } from '../fixtures/audit-blueprint.ts';
import { everythingBlueprint } from '../fixtures/everything-blueprint.ts';

/** Designs of every kind of service; `everything` has a plan that only lends its words. */
export const designs: Readonly<Record<string, Design>> = {
  audit: { plan: auditPlan, blueprint: auditBlueprint },
  bookshop: { plan: bookshopPlan, blueprint: bookshopBlueprint },
  everything: { plan: auditPlan, blueprint: everythingBlueprint },
  gym: { plan: gymPlan, blueprint: gymBlueprint },
  invoices: { plan: invoicesPlan, blueprint: invoicesBlueprint },
  loyalty: { plan: loyaltyPlan, blueprint: loyaltyBlueprint },
  rates: { plan: ratesPlan, blueprint: ratesBlueprint },
};
