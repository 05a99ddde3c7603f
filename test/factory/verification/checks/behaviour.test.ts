import { describe, expect, it } from 'vitest';

import type { Service } from '../../../../factory/domain/blueprint.ts';
import { exerciseOperations } from '../../../../factory/verification/checks/operations.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { gymBlueprint } from '../../fixtures/blueprints/gym.ts';
import { invoicesBlueprint } from '../../fixtures/blueprints/invoices.ts';
import { loyaltyBlueprint } from '../../fixtures/blueprints/loyalty.ts';
import { ratesBlueprint } from '../../fixtures/blueprints/rates.ts';
import { hotelBlueprint } from '../fixtures/hotel-blueprint.ts';
import { startBlueprintService, type Flaw } from '../fixtures/blueprint-service.ts';

const [gym] = gymBlueprint.services as [Service];
const [invoices] = invoicesBlueprint.services as [Service];
const [loyalty] = loyaltyBlueprint.services as [Service];
const [rates] = ratesBlueprint.services as [Service];
const [hotel] = hotelBlueprint.services as [Service];
const services = [gym, invoices, loyalty, rates, ...bookshopBlueprint.services, hotel];

const exercise = async (service: Service, ...flaws: Flaw[]) => {
  const running = await startBlueprintService(service, flaws);
  try {
    return await exerciseOperations(running.url, running.contract, service, async () => undefined);
  } finally {
    await running.close();
  }
};

describe.each(services.map((service) => [service.name, service] as const))('%s', (_, service) => {
  it('is called by every operation, and passes when it does what its blueprint says', async () => {
    const { findings, inspected } = await exercise(service);
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual([]);
    expect(inspected).toBeGreaterThan(30);
  });
});

it.each<[string, Flaw, string]>([
  ['gym', 'takes unknown references', 'bookClass/refusal classId unknown'],
  ['gym', 'moves from any state', 'cancelBooking/refusal while cancelled'],
  ['gym', 'never moves', 'attendBooking/state'],
  ['gym', 'filters nothing', 'searchBookings/filter classId'],
  ['invoices', 'forgets the state', 'draftInvoice/state'],
  ['invoices', 'changes what is frozen', 'sendInvoice/../changeInvoice/refusal while sent'],
  ['invoices', 'miscalculates', 'draftInvoice/derived total'],
  ['invoices', 'takes computed fields', 'draftInvoice/refusal total given'],
  ['invoices', 'lets anybody', 'cancelInvoice/refusal stranger'],
  ['invoices', 'asks nobody', 'cancelInvoice/refusal nobody'],
  ['invoices', 'believes tampered tokens', 'draftInvoice/refusal claims tampered with'],
  ['loyalty', 'believes unsigned tokens', 'earnPoints/refusal alg none'],
  ['invoices', 'lets any role', 'cancelInvoice/refusal stranger'],
  ['loyalty', 'overdraws', 'redeemPoints/refusal floor'],
  ['loyalty', 'posts twice', 'earnPoints/idempotency'],
  ['loyalty', 'keeps no balance', 'earnPoints/balance'],
  ['hotel', 'takes unknown references', 'requestStay/refusal roomId unknown'],
  ['hotel', 'never moves', 'refundStay/never'],
  ['hotel', 'never moves', 'reopenStay/never'],
  ['hotel', 'lets anybody', 'getStay/refusal stranger'],
  ['hotel', 'asks nobody', 'getStay/refusal nobody'],
  ['hotel', 'lets any role', 'exportStays/refusal stranger'],
  ['exchange-rates', 'shares unique values', 'addRate/refusal rule oneRatePerPairAndDay'],
])('catches %s where it %s by %s', async (name, flaw, rule) => {
  const { findings } = await exercise(
    services.find((service) => service.name === name)!,
    flaw,
  );
  expect(findings.map((finding) => finding.rule)).toContain(`operations/${rule.replace(/^.*\/\.\.\//, '')}`);
});
