import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
  app,
  InvocationContext,
  type HttpHandler,
  type InvocationContextInit,
  type ServiceBusQueueHandler,
} from '@azure/functions';

import { readDefinition } from '../../factory/agents/vision/read-definition.ts';
import { registerFunctions } from '../../functions/register-functions.ts';
import { durableClient } from '../../orchestrators/lib/durable.ts';
import { durableClientInput } from '../../platform/embedded/host/http/durable-endpoints.ts';
import { aReview } from '../functions/support/a-review.ts';
import { aProject, fakeDeps, projectId } from '../functions/support/fake-ports.ts';

/** Starts and signals orchestrations as the Durable extension does, and runs none. */
export const startOrchestrations = async () => {
  const started = new Set<string>();
  const server = createServer((request, response) => {
    const parts = new URL(request.url ?? '/', 'http://127.0.0.1').pathname.split('/').map(decodeURIComponent);
    const [, kind, name = '', id = ''] = parts;
    request.resume();
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (kind === 'orchestrators') {
      started.add(id);
      send(202, { id });
    } else if (request.method === 'GET')
      send(started.has(name) ? 200 : 404, { instanceId: name, name: 'factory', runtimeStatus: 'Running' });
    else send(started.has(name) ? 202 : 404, {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Else the SDK would call the port of the Functions tools.
  process.env['WEBSITE_HOSTNAME'] ??= '127.0.0.1';
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    started,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
export type Orchestrations = Awaited<ReturnType<typeof startOrchestrations>>;

const plant = (name: string, register: (name: string, options: never) => void): (() => void) => {
  const original = Object.getOwnPropertyDescriptor(app, name);
  Object.defineProperty(app, name, { value: register, configurable: true, writable: true, enumerable: true });
  return () => void (original && Object.defineProperty(app, name, original));
};

/** The functions as they are registered with the host: every HTTP route, and the two queues of the default sender. */
export const appUnderFuzz = (orchestrations: Orchestrations) => {
  const http = new Map<string, HttpHandler>();
  const queues = new Map<string, ServiceBusQueueHandler>();
  const fake = fakeDeps();
  fake.deps.readDefinition = readDefinition;
  fake.deps.people.submitterMayAccept = false;
  fake.deps.hookSecret = async () => 'secret';
  const restore = [
    plant('setup', () => undefined),
    plant('http', (name, { handler }: { handler: HttpHandler }) => void http.set(name, handler)),
    plant('serviceBusTopic', () => undefined),
    plant('serviceBusQueue', (_, options: { queueName: string; handler: ServiceBusQueueHandler }) => {
      queues.set(options.queueName, options.handler);
    }),
  ];
  registerFunctions({ tenant: 'local', authenticate: 'anybody' }, () => fake.deps);
  for (const undo of restore) undo();

  fake.projects.push(
    aProject(900, {
      status: 'failed',
      stages: { vision: { status: 'completed', startedAt: '', endedAt: '' } },
    }),
    aProject(901),
  );
  fake.put('quality/audit-trail/quality-report.json', '{}');
  fake.put('plan/product-plan.json', '{}');
  for (let n = 1; n <= 40; n += 1) fake.reviews.push(aReview(n, { projectId: projectId(901) }));
  for (let n = 1; n <= 20; n += 1)
    fake.deadLetters.push({
      id: `letter-${n}`,
      receiver: 'factory-requests',
      messageId: `${n}`,
      reason: 'Rejected',
      description: '',
      deliveries: 1,
      enqueuedAt: '2026-01-05T08:00:00.000Z',
      body: '{}',
    });

  let invocations = 0;
  const context = (init: Partial<InvocationContextInit> = {}): InvocationContext => {
    const made = new InvocationContext({
      invocationId: `i-${(invocations += 1)}`,
      functionName: 'fuzz',
      logHandler: () => undefined,
      options: { extraInputs: [durableClient], trigger: { type: 'httpTrigger', name: 'x' } } as never,
      ...init,
    });
    made.extraInputs.set(durableClient, JSON.parse(durableClientInput('fuzz', orchestrations.url)));
    return made;
  };
  return { fake, http, queues, context };
};
export type AppUnderFuzz = ReturnType<typeof appUnderFuzz>;
