import { app } from '@azure/functions';
import * as df from 'durable-functions';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { projectIdOf } from '../factory/domain/tenant.ts';
import { defaultSenders } from '../factory/domain/sender.ts';
import { createInterruption } from '../platform/azure/interruption.ts';
import type { Ports } from '../platform/ports.ts';
import { registerApp } from '../register-app.ts';
import { fakeDeps } from './functions/support/fake-ports.ts';

const UUID = '00000000-0000-7000-8000-000000000001';
const registered = new Map<string, (input: unknown) => Promise<unknown>>();
const queues: string[] = [];

beforeEach(() => {
  for (const name of ['setup', 'http', 'serviceBusTopic'] as const) vi.spyOn(app, name).mockReturnValue();
  vi.spyOn(app, 'serviceBusQueue').mockImplementation((_, { queueName }) => void queues.push(queueName));
  vi.spyOn(df.app, 'orchestration').mockReturnValue(undefined as never);
  vi.spyOn(df.app, 'activity').mockImplementation((name, { handler }) => {
    registered.set(name, handler as never);
    return undefined as never;
  });
});
afterEach(() => vi.restoreAllMocks());

it('runs each activity over the ports of the tenant whose project it works for, made once', async () => {
  const made: string[] = [];
  const asked: string[] = [];
  registerApp({
    access: { tenant: 'contoso', authenticate: 'anybody' },
    portsOf(tenant) {
      made.push(tenant);
      const { deps } = fakeDeps();
      const get = async (id: string) => void asked.push(`${tenant} ${id}`);
      return {
        ...deps.ports,
        interruption: createInterruption(),
        projects: { ...deps.ports.projects, get },
      } as unknown as Ports;
    },
    senders: [
      ...defaultSenders('contoso'),
      { name: 'b', tenant: 'fabrikam', roles: [], requests: 'b-r', control: 'b-c' },
    ],
    people: { personOf: () => ({ name: 'a', roles: [] }), submitterMayAccept: false },
    workspace: 'here',
    page: async () => new Map(),
  });
  expect(queues).toEqual(['factory-requests', 'factory-control', 'b-r', 'b-c']);

  const readStop = registered.get('readStop')!;
  const ours = projectIdOf('contoso', UUID);
  const theirs = projectIdOf('fabrikam', UUID);
  for (const projectId of [ours, theirs, theirs])
    await readStop({ projectId, correlationId: 'c', attempt: 1 });
  expect(asked.filter((line) => line.endsWith(ours)).every((line) => line.startsWith('contoso '))).toBe(true);
  expect(asked.filter((line) => line.endsWith(theirs)).every((line) => line.startsWith('fabrikam '))).toBe(
    true,
  );
  expect(asked.length).toBeGreaterThanOrEqual(3);
  expect(new Set(made).size).toBe(2);
  expect(made.filter((tenant) => tenant === 'fabrikam').length).toBeLessThanOrEqual(2);
});

it('refuses an activity for what is no project', async () => {
  expect(
    await registered.get('readStop')!({ projectId: 'p-1', correlationId: 'c', attempt: 1 }),
  ).toMatchObject({
    ok: false,
    failure: { kind: 'critical' },
  });
});
