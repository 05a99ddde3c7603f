import { expect, it } from 'vitest';

import { followProcesses } from '../../../../factory/verification/solution/process-test.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { startSolution, type Fault } from '../fixtures/solution.ts';

/** A clock that only waiting moves, so that a deadline of seconds passes at once. */
const clockOf = (start: string) => {
  let now = Date.parse(start);
  return {
    clock: { now: () => new Date(now) },
    delay: async (milliseconds: number) => {
      now += milliseconds;
    },
  };
};

const follow = async (fault?: Fault, blueprint = bookshopBlueprint) => {
  const solution = await startSolution(blueprint, fault);
  try {
    const { endpoints, hops } = solution;
    const time = clockOf('2026-05-01T08:00:00.000Z');
    const reports = await followProcesses({
      blueprint,
      endpoints,
      hops,
      correlationPrefix: 'run-1',
      ...time,
    });
    return { reports, things: solution.texts() };
  } finally {
    await solution.close();
  }
};

it('follows every path over HTTP, under a correlation id of its own', async () => {
  const { reports } = await follow();
  expect(reports).toMatchObject([
    {
      process: 'order-fulfilment',
      path: 'completed',
      status: 'passed',
      correlationId: 'run-1-mommha80-order-fulfilment-completed',
      detail: '9 hops, ends shipped',
      durationMs: 200,
    },
    { path: 'stock-refused', status: 'passed', detail: '3 hops, ends cancelled' },
    { path: 'payment-refused', status: 'passed', detail: '7 hops, ends cancelled' },
  ]);
  expect(reports[0]!.hops.map(({ service, event, consumers }) => [service, event, consumers])).toEqual([
    ['orders', 'OrderPlaced', ['catalogue']],
    ['catalogue', 'StockReserved', ['orders']],
    ['orders', 'OrderConfirmed', ['payments']],
    ['payments', 'PaymentRequested', []],
    ['payments', 'PaymentReceived', ['orders']],
    ['orders', 'OrderPaid', ['shipping']],
    ['shipping', 'ShipmentPrepared', []],
    ['shipping', 'ShipmentDispatched', ['orders']],
    ['orders', 'OrderShipped', []],
  ]);
});

it('marks what it writes as a test’s, and makes an external system refuse by a text that reaches it', async () => {
  const { things } = await follow();
  expect(things.map(({ title, customer }) => title ?? customer)).toEqual([
    expect.stringMatching(/^smoke test \w+-0$/),
    expect.stringMatching(/^smoke test \w+-1$/),
    expect.stringMatching(/^smoke test \w+-2$/),
    expect.stringMatching(/^smoke test \w+-0$/),
    expect.stringMatching(/^smoke test \w+-1$/),
    expect.stringMatching(/^smoke test refused \w+-2$/),
  ]);
});

it.each<[Fault, RegExp]>([
  ['a reaction is missing', /orders OrderCancelled was not applied by catalogue/],
  ['stock is not given back', /stock of Book in catalogue is 998, was 1000/],
  ['events change places', /the order was catalogue StockReserved, .*not orders OrderPlaced/],
  ['an event is applied twice', /orders OrderConfirmed was applied twice by payments/],
  ['no hops', /orders OrderPlaced did not happen/],
])('fails a path when %s', async (fault, detail) => {
  const { reports } = await follow(fault);
  const refused = reports.find(({ path }) => path === 'payment-refused');
  expect(refused).toMatchObject({ status: 'failed', detail: expect.stringMatching(detail) as string });
  expect(refused!.durationMs).toBeGreaterThanOrEqual(20_000);
});

it('fails a path that ends elsewhere, and one that no text makes refuse', async () => {
  const [process] = bookshopBlueprint.processes;
  const [completed, , refused] = process!.paths;
  const paths = [
    { ...completed!, ends: 'paid' },
    { ...refused!, refusedBy: 'Carrier' },
  ];
  const blueprint = { ...bookshopBlueprint, processes: [{ ...process!, paths }] };
  const { reports } = await follow(undefined, blueprint);
  expect(reports.map(({ detail }) => detail)).toEqual([
    'it ended shipped, not paid',
    'No text of Order reaches Carrier, so that nothing makes it refuse.',
  ]);
});

it('says which service does not run', async () => {
  const input = {
    blueprint: bookshopBlueprint,
    endpoints: {},
    hops: async () => [],
    correlationPrefix: 'run',
  };
  const reports = await followProcesses({ ...input, ...clockOf('2026-05-01T08:00:00.000Z') });
  expect(reports.map(({ status, detail }) => [status, detail])).toEqual([
    ['failed', 'Service catalogue does not run.'],
    ['failed', 'Service catalogue does not run.'],
    ['failed', 'Service catalogue does not run.'],
  ]);
});
