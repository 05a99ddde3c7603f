import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceBusClient } from '@azure/service-bus';
import { afterAll, afterEach, expect, test } from 'vitest';

import { createProcessRegistry } from '../../../../platform/embedded/processes/process-registry.ts';
import { createServiceRuntime } from '../../../../platform/embedded/runtime/service-runtime.ts';
import { createInstallCache } from '../../../../platform/embedded/sandbox/install-cache.ts';
import { createBareRepository } from '../azure-devops/pipelines/bare-repository.ts';

const workspace = mkdtempSync(join(tmpdir(), 'project-events-'));
const repositories = join(workspace, 'repositories');
const registry = createProcessRegistry(join(workspace, 'processes'));
const createRuntime = () =>
  createServiceRuntime({
    workspace,
    registry,
    installCache: createInstallCache({ registry, directory: join(workspace, 'installs') }),
    repositoryPath: (name) => join(repositories, `${name}.git`),
    clock: { now: () => new Date() },
  });
let runtime = createRuntime();
const clients: ServiceBusClient[] = [];

afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));
afterAll(async () => {
  await runtime.stopAll();
  rmSync(workspace, { recursive: true, force: true });
});

/** A service that tells with which connection it was started. */
const files = {
  'package.json': JSON.stringify({ name: 'notes', version: '1.0.0', type: 'module' }),
  'package-lock.json': JSON.stringify({
    name: 'notes',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: { '': { name: 'notes', version: '1.0.0' } },
  }),
  'src/main.ts': `
    import { createServer } from 'node:http';
    const server = createServer((request, response) => response.end(process.env['SERVICE_BUS_CONNECTION'] ?? 'none'));
    process.on('SIGTERM', () => process.exit(0));
    server.listen(0, '127.0.0.1', () =>
      console.log(JSON.stringify({ msg: 'listening', url: 'http://127.0.0.1:' + (server.address() as { port: number }).port })));
  `,
};

const commits = (name: string) => createBareRepository(repositories, name).commit(files);
const connectionOf = async (endpoint: string): Promise<string> => (await fetch(endpoint)).text();
const connect = (connection: string): ServiceBusClient => {
  const client = new ServiceBusClient(connection);
  clients.push(client);
  return client;
};

const placed = (id: string) => ({
  messageId: id,
  body: {
    specversion: '1.0',
    id,
    type: 'com.connectsoft.orders.order-placed.v1',
    source: '/orders',
    subject: 'o1',
    correlationid: 'c1',
    data: {},
  },
});

test('services of a project share a broker, which keeps over a restart of the host what was not taken', async () => {
  const topic = 'orders-events';
  const orders = { projectId: 'p1', service: 'orders', repository: 'orders', commit: commits('orders') };
  const payments = {
    projectId: 'p1',
    service: 'payments',
    repository: 'payments',
    commit: commits('payments'),
    subscriptions: [{ topic, subscription: 'payments' }],
  };
  const alone = await runtime.deploy(orders);
  expect(await connectionOf(alone.endpoint)).toBe('none');
  const together = await runtime.deploy({ ...orders, subscriptions: [] });
  const consumer = await runtime.deploy(payments);
  const first = await connectionOf(together.endpoint);
  expect(await connectionOf(consumer.endpoint)).toBe(first);

  await connect(first).createSender(topic).sendMessages(placed('e1'));
  expect(await runtime.hops('p1', 'c1')).toEqual([
    { at: expect.any(String), service: 'orders', event: 'OrderPlaced', consumers: [] },
  ]);
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await runtime.stopAll();

  runtime = createRuntime();
  expect(await runtime.recover()).toEqual([]);
  const again = await runtime.status('p1', 'payments');
  const second = await connectionOf(again?.endpoint ?? '');
  expect(second).not.toBe(first);
  const receiver = connect(second).createReceiver(topic, 'payments');
  const [message] = await receiver.receiveMessages(1);
  if (!message) throw new Error('The event is lost.');
  await receiver.completeMessage(message);
  expect(await runtime.hops('p1', 'c1')).toMatchObject([{ event: 'OrderPlaced', consumers: ['payments'] }]);
  expect(await runtime.hops('p2', 'c1')).toEqual([]);
});
