import { describe, expect, it } from 'vitest';

import type { AgentAction } from '../../../factory/domain/agent-action.ts';
import type { ActionLog } from '../../../platform/ports.ts';
import type { Backing } from './backing.ts';
import { useBacking } from './use-backing.ts';

const action = (id: string, changes: Partial<AgentAction> = {}): AgentAction => ({
  id,
  projectId: 'p',
  correlationId: 'c',
  causationId: 'p:vision',
  stage: 'vision',
  agent: 'product-manager',
  action: 'plan',
  provider: 'rules',
  status: 'succeeded',
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 12,
  input: 'definition, 61 characters',
  output: 'plan/product-plan.json',
  knowledge: [{ id: 'audit-trail', why: 'matches audit' }],
  ...changes,
});

export const actionLogContract = (name: string, makeBacking: () => Promise<Backing<ActionLog>>): void => {
  describe(`${name} is an action log`, () => {
    const { connect, restart } = useBacking(makeBacking);

    it('lists the actions of a project in the order of writing', async () => {
      const log = await connect();
      for (const id of ['b', 'a', 'c']) await log.append(action(id));
      await log.append(action('d', { projectId: 'q' }));
      expect(await log.list('p')).toEqual([action('b'), action('a'), action('c')]);
      expect(await log.list('unknown')).toEqual([]);
    });

    it('keeps the first record of an id', async () => {
      const log = await connect();
      await log.append(action('a'));
      await log.append(action('b'));
      await log.append(action('a', { status: 'failed', error: 'later' }));
      expect(await log.list('p')).toEqual([action('a'), action('b')]);
    });

    it('writes one record when clients race with one id', async () => {
      const clients = [await connect(), await connect()];
      await Promise.all([...clients, ...clients].map((log) => log.append(action('a'))));
      expect(await clients[0]!.list('p')).toEqual([action('a')]);
    });

    it('keeps records over a restart', async () => {
      await (await connect()).append(action('a'));
      const log = await restart();
      await log.append(action('b'));
      expect(await log.list('p')).toEqual([action('a'), action('b')]);
    });
  });
};
