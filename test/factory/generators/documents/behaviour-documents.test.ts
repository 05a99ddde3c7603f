import { expect, it } from 'vitest';

import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import type { Blueprint } from '../../../../factory/domain/blueprint.ts';
import type { ProductPlan } from '../../../../factory/domain/product-plan.ts';
import { architectureDocuments } from '../../../../factory/generators/documents/architecture-documents.ts';
import { platformDocuments } from '../../../../factory/generators/documents/platform-documents.ts';
import { projectDocument } from '../../../../factory/generators/documents/project-document.ts';
import { serviceDocuments } from '../../../../factory/generators/documents/service-documents.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { gymBlueprint } from '../../fixtures/blueprints/gym.ts';
import { invoicesBlueprint } from '../../fixtures/blueprints/invoices.ts';
import { loyaltyBlueprint } from '../../fixtures/blueprints/loyalty.ts';
import { bookshopPlan } from '../../fixtures/plans/bookshop.ts';
import { gymPlan } from '../../fixtures/plans/gym.ts';
import { HOSTILE, withWordsIn } from './hostile.ts';
import { markdownSkeleton } from './markdown-skeleton.ts';

const named = (files: readonly GeneratedFile[], path: string): string =>
  files.find((file) => file.path === path)?.content ?? '';
const aggregates = (blueprint: Blueprint) =>
  named(architectureDocuments(blueprint, gymPlan), 'architecture/aggregates.md');
const ofService = (
  name: string,
  blueprint: Blueprint = bookshopBlueprint,
  plan: ProductPlan = bookshopPlan,
) =>
  serviceDocuments(
    blueprint.services.find((service) => service.name === name)!,
    blueprint,
    plan,
  );

it('draws the states of a life cycle and what leads from one to the other', () => {
  expect(aggregates(gymBlueprint)).toContain(`  [*] --> s_open : bookClass / BookingBooked
  s_open --> s_cancelled : cancelBooking / BookingCancelled
  s_open --> s_attended : attendBooking / BookingAttended
  s_open --> s_missed : missBooking / BookingMissed
`);
  expect(aggregates(invoicesBlueprint)).toContain(
    '  s_drafted --> s_drafted : changeInvoice / InvoiceChanged',
  );
  expect(aggregates(invoicesBlueprint)).not.toContain('  s_sent --> s_sent');
  expect(aggregates(invoicesBlueprint)).toContain(
    '- In `sent`, `paid`, `cancelled` it can be neither changed nor removed (409).',
  );
});

it('says each rule, how it is checked and what it is refused with', () => {
  expect(aggregates(gymBlueprint)).toContain(
    '| `capacityOfClass` | A class has at most as many open bookings as its capacity. | the number of those in state `open` with the same `classId` is at most `class.capacity` | 409 `rule-violated` |',
  );
  expect(aggregates(invoicesBlueprint)).toContain('after every change: `total is greater than 0` | 422 ');
});

it('says what is computed and what an account keeps', () => {
  expect(aggregates(invoicesBlueprint)).toContain('computed: `the sum of amount over lines`');
  expect(aggregates(invoicesBlueprint)).toContain(
    'computed: `(status is sent) and (now is at least (30 days after sentAt))`',
  );
  expect(aggregates(loyaltyBlueprint)).toContain('- Its balance never goes below 0.');
  expect(aggregates(loyaltyBlueprint)).toContain('lost after 12 months; the oldest is taken first');
  expect(aggregates(loyaltyBlueprint)).toContain(
    '| `redeemPoints` | out of the account | `PointsRedeemed` |',
  );
});

it('says what a service does when an event arrives, and what a system outside may do', () => {
  const reactions = named(ofService('payments'), 'docs/reactions.md');
  expect(reactions).toContain('| `OrderConfirmed v1` | `orders` | runs `requestPayment` with ');
  expect(reactions).toContain('| Payment provider | Collects the money. | `orderId`, `customer`, `amount` |');
  expect(reactions).toContain('| 5000 ms, 3 tries | `refusePayment` | the event is delivered again later;');
  expect(ofService('gym', gymBlueprint, gymPlan).map(({ path }) => path)).not.toContain('docs/reactions.md');
});

it('draws every path of a process, the refusals as well', () => {
  const blocks = named(platformDocuments(bookshopPlan, bookshopBlueprint), 'docs/processes.md').split(
    '\n### ',
  );
  const messages = (title: string) =>
    blocks
      .find((block) => block.startsWith(title))
      ?.split('\n')
      .filter((line) => /->>|-\)|Note over/.test(line));
  const completed = messages('An order is paid and shipped');
  const refused = messages('A refused payment cancels the order');
  expect(completed).toHaveLength(1 + 9 + 6 + 4);
  expect(refused).toEqual([
    '  caller->>service_orders: placeOrder',
    '  Note over service_orders: OrderPlaced',
    '  service_orders-)service_catalogue: OrderPlaced',
    '  Note over service_catalogue: StockReserved',
    '  service_catalogue-)service_orders: StockReserved',
    '  Note over service_orders: OrderConfirmed',
    '  service_orders-)service_payments: OrderConfirmed',
    '  Note over service_payments: PaymentRequested',
    '  service_payments->>system_payment_provider: requestPayment',
    '  system_payment_provider-->>service_payments: refused',
    '  Note over service_payments: PaymentRefused',
    '  service_payments-)service_orders: PaymentRefused',
    '  Note over service_orders: OrderCancelled',
    '  service_orders-)service_catalogue: OrderCancelled',
    '  Note over service_catalogue: StockReleased',
  ]);
});

it('gives calls for transitions, postings and roles', () => {
  const guide = (blueprint: Blueprint) =>
    named(serviceDocuments(blueprint.services[0]!, blueprint, gymPlan), 'docs/api.md');
  expect(guide(loyaltyBlueprint)).toContain(
    `curl --include --request POST "http://127.0.0.1:8080/accounts/$accountId/redeem" \\
  --header 'Content-Type: application/json' \\
  --header 'Idempotency-Key: example-1' \\
  --header "Authorization: Bearer $TOKEN" \\
  --data '{"points":10}'`,
  );
  expect(guide(invoicesBlueprint)).toContain(
    'From `drafted` to `sent`; in any other state it is refused (409)',
  );
  expect(guide(invoicesBlueprint)).toContain('TOKEN=$(npm run --silent token -- ada manager)');
  expect(guide(invoicesBlueprint)).toContain('| 403 | `urn:problem:forbidden` |');
  expect(guide(gymBlueprint)).not.toContain('urn:problem:forbidden');
});

it('has an entry in the runbook for events that cannot be applied', () => {
  const runbook = named(ofService('orders'), 'docs/runbook.md');
  expect(runbook).toContain('## An event could not be applied');
  expect(runbook).toContain('--topic-name payments-events --name orders ');
  expect(named(ofService('gym', gymBlueprint, gymPlan), 'docs/runbook.md')).not.toContain(
    'could not be applied',
  );
});

it('draws services of a solution in their contexts, and systems outside beside them', () => {
  const map = named(platformDocuments(bookshopPlan, bookshopBlueprint), 'docs/context-map.md');
  expect(map).toContain('  party0 -->|"customer-supplier"| party1');
  expect(map).toContain('  party4["Payment provider"]');
  expect(map).not.toContain('"catalogue"');
});

it('writes the repository that services share, and each service’s own part of the plan', () => {
  expect(
    platformDocuments(bookshopPlan, bookshopBlueprint)
      .map(({ path }) => path)
      .slice(0, 5),
  ).toEqual([
    'README.md',
    'docs/context-map.md',
    'docs/processes.md',
    'docs/services.md',
    'docs/adr/ADR-0001-one-aggregate-per-write.md',
  ]);
  const service = bookshopBlueprint.services.find(({ name }) => name === 'shipping')!;
  const { content } = projectDocument(bookshopPlan, bookshopBlueprint, service);
  expect(content).toContain('R5.S1 Have a paid order sent to me');
  expect(content).not.toContain('Add a book');
});

it('keeps its structure whatever the words are', async () => {
  const documents = (words: string): GeneratedFile[] => {
    const { plan, blueprint } = withWordsIn(bookshopPlan, bookshopBlueprint, words);
    return [
      ...platformDocuments(plan, blueprint),
      ...architectureDocuments(blueprint, plan),
      ...blueprint.services.flatMap((service) => serviceDocuments(service, blueprint, plan)),
    ];
  };
  const [harmless, hostile] = [documents('Some words'), documents(HOSTILE)];
  expect(hostile.length).toBeGreaterThan(20);
  for (const [index, { path, content }] of hostile.entries())
    expect({ path, skeleton: await markdownSkeleton(content) }).toEqual({
      path: expect.any(String) as string,
      skeleton: await markdownSkeleton(harmless[index]!.content),
    });
});
