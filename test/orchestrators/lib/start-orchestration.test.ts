import { beforeEach, expect, it, vi } from 'vitest';

import { hasBrokenOff, startOrchestration } from '../../../orchestrators/lib/durable.ts';
import { aContext } from '../../functions/support/call.ts';

const client = vi.hoisted(() => ({
  getStatus: vi.fn<() => Promise<unknown>>(),
  startNew: vi.fn<(name: string, options: unknown) => Promise<void>>(),
}));
vi.mock('durable-functions', () => ({
  input: { durableClient: () => ({}) },
  getClient: () => client,
  app: {},
  OrchestrationRuntimeStatus: { Failed: 'Failed' },
}));

const missing = new Error('404');
const running = { runtimeStatus: 'Running' };
const conflict = new Error('The operation failed with an unexpected status code: 409.');
const start = () => startOrchestration(aContext().context, 'factory', 'p-1', { projectId: 'p-1' });

beforeEach(() => {
  client.getStatus.mockReset();
  client.startNew.mockReset();
});

it('starts what does not run, and nothing that does', async () => {
  client.getStatus.mockRejectedValueOnce(missing).mockResolvedValueOnce(running);
  await start();
  await start();
  expect(client.startNew.mock.calls).toEqual([
    ['factory', { instanceId: 'p-1', input: { projectId: 'p-1' } }],
  ]);
});

it('is content when another request started it in between', async () => {
  client.getStatus.mockRejectedValueOnce(missing).mockResolvedValueOnce(running);
  client.startNew.mockRejectedValueOnce(conflict);
  await expect(start()).resolves.toBeUndefined();
});

it('says when it could not be started', async () => {
  client.getStatus.mockRejectedValue(missing);
  client.startNew.mockRejectedValueOnce(conflict);
  await expect(start()).rejects.toBe(conflict);
});

it('knows what broke off from what runs, completed or was never there', async () => {
  client.getStatus
    .mockResolvedValueOnce({ runtimeStatus: 'Failed' })
    .mockResolvedValueOnce(running)
    .mockResolvedValueOnce({ runtimeStatus: 'Completed' })
    .mockRejectedValueOnce(missing);
  const ask = () => hasBrokenOff(aContext().context, 'p-1');
  expect([await ask(), await ask(), await ask(), await ask()]).toEqual([true, false, false, false]);
});
