import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Service } from '../../factory/domain/blueprint.ts';
import { LAYERS } from '../../factory/domain/layer.ts';
import { subscriptionsOf } from '../../factory/domain/solution.ts';
import { contractFiles } from '../../factory/generators/contracts/contract-files.ts';
import { formatFiles } from '../../factory/generators/format-files.ts';
import { projectFiles, typescriptLayers } from '../../factory/generators/typescript/typescript-generator.ts';
import { followProcesses } from '../../factory/verification/solution/process-test.ts';
import { createProcessRegistry } from '../../platform/embedded/processes/process-registry.ts';
import { createServiceRuntime } from '../../platform/embedded/runtime/service-runtime.ts';
import { createInstallCache } from '../../platform/embedded/sandbox/install-cache.ts';
import { developmentTokens } from '../../factory/verification/development-tokens.ts';
import { bookshopBlueprint } from '../factory/fixtures/blueprints/bookshop.ts';
import { createBareRepository } from '../platform/embedded/azure-devops/pipelines/bare-repository.ts';

const projectId = 'bookshop';
const workspace = mkdtempSync(join(tmpdir(), 'solution-runtime-'));
const repositories = join(workspace, 'repositories');
const registry = createProcessRegistry(join(workspace, 'processes'));
const clock = { now: () => new Date() };
const createRuntime = () =>
  createServiceRuntime({
    workspace,
    registry,
    installCache: createInstallCache({ registry }),
    repositoryPath: (name) => join(repositories, `${name}.git`),
    clock,
    readyTimeoutMs: 60_000,
  });
let runtime = createRuntime();

const filesOf = async (service: Service): Promise<Record<string, string>> => {
  const layers = LAYERS.filter((layer) => layer !== 'tests' && layer !== 'docs');
  const files = await formatFiles([
    ...projectFiles(service),
    ...contractFiles(service),
    ...layers.flatMap((layer) => typescriptLayers[layer](service)),
  ]);
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
};

const deployments = new Map<string, Parameters<typeof runtime.deploy>[0]>();
const endpointOf = async (service: string): Promise<string> =>
  (await runtime.status(projectId, service))?.endpoint ?? '';

beforeAll(async () => {
  for (const service of bookshopBlueprint.services) {
    const { name } = service;
    const commit = createBareRepository(repositories, name).commit(await filesOf(service));
    const subscriptions = subscriptionsOf(service);
    deployments.set(name, { projectId, service: name, repository: name, commit, subscriptions });
  }
  await Promise.all([...deployments.values()].map((deployment) => runtime.deploy(deployment)));
});

afterAll(async () => {
  await runtime.stopAll();
  rmSync(workspace, { recursive: true, force: true });
});

type Resource = Record<string, unknown> & { id: string };

const bearer = developmentTokens();
const proof = async (endpoint: string) => (await bearer(endpoint, { name: 'somebody', roles: [] })) ?? {};

const create = async (service: string, path: string, body: object, correlationId = 'made') => {
  const endpoint = await endpointOf(service);
  const response = await fetch(`${endpoint}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-correlation-id': correlationId,
      ...(await proof(endpoint)),
    },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as Resource;
};

const read = async (service: string, path: string) => {
  const endpoint = await endpointOf(service);
  const response = await fetch(`${endpoint}${path}`, { headers: await proof(endpoint) });
  return (await response.json()) as Resource & { items: Resource[] };
};

const placeOrder = async (customer: string, correlationId: string) => {
  const book = await create('catalogue', '/books', {
    title: 'Emma',
    author: 'Jane Austen',
    price: 9.9,
    stock: 5,
  });
  const lines = [{ bookId: book.id, quantity: 2, unitPrice: 9.9 }];
  const order = await create('orders', '/orders', { customer, lines }, correlationId);
  return {
    status: async () => (await read('orders', `/orders/${order.id}`))['status'],
    stock: async () => (await read('catalogue', `/books/${book.id}`))['stock'],
    payments: async () => (await read('payments', `/payments?orderId=${order.id}`)).items,
  };
};

const patience = { timeout: 20_000, interval: 50 };

const hopsOf = async (correlationId: string) =>
  (await runtime.hops(projectId, correlationId)).map(({ service, event }) => `${service} ${event}`);

test('an order is confirmed, paid and shipped by four services that know each other by their events', async () => {
  const order = await placeOrder('Ada', 'shipped');
  await expect.poll(order.status, patience).toBe('shipped');
  expect(await order.stock()).toBe(3);
  // An order is shipped a moment before its event leaves.
  await expect
    .poll(() => hopsOf('shipped'), patience)
    .toEqual([
      'orders OrderPlaced',
      'catalogue StockReserved',
      'orders OrderConfirmed',
      'payments PaymentRequested',
      'payments PaymentReceived',
      'orders OrderPaid',
      'shipping ShipmentPrepared',
      'shipping ShipmentDispatched',
      'orders OrderShipped',
    ]);
});

test('a refused payment cancels the order and gives its stock back', async () => {
  const order = await placeOrder('refused', 'refused');
  await expect.poll(order.status, patience).toBe('cancelled');
  await expect.poll(order.stock, patience).toBe(5);
});

test('a consumer that was stopped catches up, and applies each event once', async () => {
  await runtime.stop(projectId, 'payments');
  const correlationIds = ['missed-1', 'missed-2', 'missed-3'];
  const orders = await Promise.all(correlationIds.map((id) => placeOrder('Ada', id)));
  for (const order of orders) await expect.poll(order.status, patience).toBe('confirmed');
  const payments = deployments.get('payments');
  if (!payments) throw new Error('payments was not deployed.');
  await runtime.deploy(payments);
  for (const order of orders) {
    await expect.poll(order.status, patience).toBe('shipped');
    expect(await order.payments()).toHaveLength(1);
  }
  for (const id of correlationIds) await expect.poll(() => hopsOf(id), patience).toHaveLength(9);
});

test('every path of the process runs, also after the host came back with another broker', async () => {
  await runtime.stopAll();
  runtime = createRuntime();
  expect(await runtime.recover()).toEqual([]);
  const names = bookshopBlueprint.services.map(({ name }) => name);
  const endpoints = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await endpointOf(name)] as const)),
  );
  const reports = await followProcesses({
    blueprint: bookshopBlueprint,
    endpoints,
    hops: (correlationId) => runtime.hops(projectId, correlationId),
    correlationPrefix: 'followed',
    clock,
  });
  const paths = bookshopBlueprint.processes.flatMap((process) => process.paths.map(({ name }) => name));
  expect(reports.map(({ path, status, detail }) => ({ path, status, detail }))).toEqual(
    paths.map((path) => ({ path, status: 'passed', detail: expect.stringContaining('hops, ends') })),
  );
});
