import { expect, test } from 'vitest';

import type { Service } from '../../../../../factory/domain/blueprint.ts';
import { formatFiles } from '../../../../../factory/generators/format-files.ts';
import { statesBefore } from '../../../../../factory/generators/typescript/messaging/transition-reaction.ts';
import { runOf } from '../../../../../factory/generators/typescript/messaging/reaction-model.ts';
import {
  projectFiles,
  typescriptLayers,
} from '../../../../../factory/generators/typescript/typescript-generator.ts';
import { bookshopBlueprint } from '../../../fixtures/blueprints/bookshop.ts';
import { invoicesBlueprint } from '../../../fixtures/blueprints/invoices.ts';
import { oddReactionsBlueprint } from './odd-reactions-blueprint.ts';

const serviceOf = (name: string): Service => {
  const all = [...bookshopBlueprint.services, ...oddReactionsBlueprint.services];
  const found = all.find((service) => service.name === name);
  if (!found) throw new Error(`No blueprint has ${name}.`);
  return structuredClone(found);
};

const filesOf = async (service: Service): Promise<Map<string, string>> => {
  const { domain, application, infrastructure, api, tests } = typescriptLayers;
  const files = [domain, application, infrastructure, api, tests].flatMap((layer) => layer(service));
  const formatted = await formatFiles([...files, ...projectFiles(service)]);
  return new Map(formatted.map(({ path, content }) => [path, content]));
};

const body = (content: string | undefined): string => content?.slice(content.indexOf('async (')) ?? '';

test('a moved aggregate is found, waited for or left alone, and moved once', async () => {
  const files = await filesOf(serviceOf('orders'));
  expect(body(files.get('src/application/reactions/pay-order-on-payment-received.ts'))).toBe(
    `async ({ id: event, data }: ReceivedEvent<PaymentReceived>): Promise<void> =>
    once(inbox, \`payOrderOnPaymentReceived:\${event}\`, async () => {
      const order = await orders.find(data.orderId);
      if (!order) throw new NotYetApplicable(\`There is no order \${data.orderId} yet\`);
      const { id, status } = order.state;
      if (status === 'paid') return;
      if (status === 'placed') throw new NotYetApplicable(\`The order is still \${status}\`);
      await payOrder(id);
    });
`,
  );
  expect(files.get('src/infrastructure/messaging/subscriptions.ts')).toContain(
    `const topics = ['catalogue-events', 'payments-events', 'shipping-events'];`,
  );
});

test('what comes before a state is what still leads to it', () => {
  const before = (service: string, useCase: string) => statesBefore(runOf(serviceOf(service), useCase));
  expect(before('orders', 'shipOrder')).toEqual(['placed', 'confirmed']);
  expect(before('orders', 'confirmOrder')).toEqual([]);
  expect(before('claims', 'settleClaim')).toEqual(['opened']);
});

test('what is reserved and given back is told once, under the subject of the event', async () => {
  const files = await filesOf(serviceOf('catalogue'));
  expect(body(files.get('src/application/reactions/reserve-stock-on-order-placed.ts'))).toBe(
    `async ({ id, subject, data }: ReceivedEvent<OrderPlaced>): Promise<void> => {
    const key = \`reserveStockOnOrderPlaced:\${id}\`;
    if (await inbox.has(key)) return;
    const wanted = summed(data.lines.map((part) => ({ id: part.bookId, quantity: part.quantity })));
    const refusal = await reserveAll(books, subject, wanted);
    await inbox.remember(key, [
      refusal === undefined ? stockReserved(subject, wanted) : stockRefused(subject, wanted, refusal),
    ]);
  };
`,
  );
  expect(files.get('src/domain/book/stock-refused.ts')).toContain('reason: string');
  expect(files.has('libs/connectsoft/external-system.ts')).toBe(false);
});

test('what is created is computed from the event, and found again by the event’s id', async () => {
  const files = await filesOf(serviceOf('claims'));
  expect(body(files.get('src/application/reactions/open-claim-reaction.ts'))).toBe(
    `async ({ id, time, data }: ReceivedEvent<IncidentReported>): Promise<void> => {
    await openClaim(
      {
        policyId: data.policyId,
        note: data.remark,
        amount: rounded(data.units * (data.price + 1), 2),
        dueAt: later(time, weeks(2)),
        openedOn: dayOf(time),
        items: data.parts,
      },
      \`event:\${id}\`,
    );
  };
`,
  );
  expect(files.get('src/application/reactions/settle-on-paid.ts')).toContain(
    'claims.all({ policyId: data.policy })',
  );
});

test('a system that is not ours has a port, an adapter, and a variable that must be given outside development', async () => {
  const files = await filesOf(serviceOf('claims'));
  expect(files.get('src/infrastructure/external-systems/damage-assessor.ts')).toContain(
    'assess: refusingInSilence(\n    url === undefined ? systemDouble : httpSystem({ url, timeout: 1000, retries: 1 }),\n  ),',
  );
  const configuration = files.get('src/infrastructure/configuration.ts');
  expect(configuration).toContain('DAMAGE_ASSESSOR_URL is required where DEVELOPMENT_MODE is off');
  expect(files.get('src/application/ports/damage-assessor.ts')).toContain(
    'assess: (request: Assess, key: string) => Promise<Decision>;',
  );
});

test('a service that reacts to nothing has none of it', async () => {
  const [service] = invoicesBlueprint.services;
  if (!service) throw new Error('There is no service.');
  const paths = [...(await filesOf(service)).keys()];
  const parts = /^(src|test\/integration)\/.*(reaction|inbox|subscription|external)/;
  expect(paths.filter((path) => parts.test(path))).toEqual([]);
  const libraries = [
    'inbox',
    'reaction-dispatcher',
    'service-bus-subscriber',
    'external-system',
    'expectation',
  ];
  expect(libraries.filter((name) => paths.includes(`libs/connectsoft/${name}.ts`))).toEqual([]);
});

test.for<[string, string, (reaction: Service['reactions'][number]) => object, string]>([
  [
    'orders',
    'payOrderOnPaymentReceived',
    () => ({ kind: 'transition', useCase: 'payTwice', field: 'id', path: 'id' }),
    'runs payTwice, which is no use case',
  ],
  [
    'orders',
    'payOrderOnPaymentReceived',
    () => ({ kind: 'transition', useCase: 'placeOrder', field: 'id', path: 'id' }),
    'runs placeOrder, which is no transition',
  ],
  [
    'catalogue',
    'reserveStockOnOrderPlaced',
    ({ does }) => ({ ...does, reserved: 'StockGone' }),
    'emits StockGone, which it does not declare',
  ],
  [
    'payments',
    'askPaymentProvider',
    ({ does }) => ({ ...does, system: 'Nobody' }),
    'asks Nobody, which is no external system',
  ],
  [
    'payments',
    'requestPaymentOnOrderConfirmed',
    () => ({ kind: 'create', useCase: 'requestPayment', input: { colour: { op: 'event', path: 'id' } } }),
    'which takes no such field',
  ],
  [
    'payments',
    'requestPaymentOnOrderConfirmed',
    () => ({ kind: 'create', useCase: 'requestPayment', input: { amount: { op: 'field', name: 'amount' } } }),
    'cannot compute field from an event',
  ],
])('%s: %s is refused where it names what is not there', ([name, reaction, change, message]) => {
  const service = serviceOf(name);
  const reactions = service.reactions.map((each) =>
    each.name === reaction ? ({ ...each, does: change(each) } as typeof each) : each,
  );
  const { domain, application } = typescriptLayers;
  const changed = { ...service, reactions };
  expect(() => [...domain(changed), ...application(changed)]).toThrow(message);
});

test('events that were put aside are taken back at the start, where a service reacts to its own and is told to', async () => {
  const [payments, orders] = [await filesOf(serviceOf('payments')), await filesOf(serviceOf('orders'))];
  expect(payments.get('src/service.ts')).toContain(`  if (configuration.redriveDeadLetters)
    logger.info('dead letters redriven', { done: await store.outbox.redrive() });
  relay.start();
`);
  expect(payments.get('src/infrastructure/configuration.ts')).toContain('REDRIVE_DEAD_LETTERS');
  for (const path of ['src/service.ts', 'src/infrastructure/configuration.ts'])
    expect(orders.get(path)).not.toMatch(/redrive/i);
});
