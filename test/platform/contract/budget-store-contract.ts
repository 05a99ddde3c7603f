import { describe, expect, it } from 'vitest';

import { committed, limitsOf } from '../../../factory/domain/budget.ts';
import type { BudgetStore } from '../../../platform/ports.ts';
import type { Backing } from './backing.ts';
import { useBacking } from './use-backing.ts';

const limits = limitsOf({ tokens: 100, costUsd: 1, rounds: 5, timeMinutes: 10 });

export const budgetStoreContract = (name: string, makeBacking: () => Promise<Backing<BudgetStore>>): void => {
  describe(`${name} is a budget store`, () => {
    const { connect, restart } = useBacking(makeBacking);
    const opened = async () => {
      const store = await connect();
      await store.open('p', limits);
      return store;
    };

    it('keeps the limits with which it was opened first, project by project', async () => {
      const store = await opened();
      expect((await store.open('p', limitsOf({ tokens: 7 }))).limits).toEqual(limits);
      expect((await store.open('q', limitsOf({ tokens: 7 }))).limits.tokens).toBe(7);
      expect(await store.read('none')).toBeUndefined();
    });

    it('sets the worst case aside until what was spent is known', async () => {
      const store = await opened();
      expect(await store.reserve('p', 'a', { tokens: 80 })).toEqual({ ok: true, fresh: true });
      expect(await store.reserve('p', 'b', { tokens: 21 })).toEqual({
        ok: false,
        exceeded: [{ measure: 'tokens', limit: 100, left: 20, asked: 21 }],
      });
      await store.settle('p', 'a', { tokens: 30 });
      await store.settle('p', 'a', { tokens: 99 });
      expect(await store.reserve('p', 'b', { tokens: 70 })).toEqual({ ok: true, fresh: true });
      expect(committed((await store.read('p'))!).tokens).toBe(100);
    });

    it('reserves once under a key, and says that it was there', async () => {
      const store = await opened();
      await store.reserve('p', 'a', { rounds: 1 });
      expect(await store.reserve('p', 'a', { rounds: 5 })).toEqual({ ok: true, fresh: false });
      expect(committed((await store.read('p'))!).rounds).toBe(1);
    });

    it('raises limits and lowers none', async () => {
      const store = await opened();
      expect((await store.raise('p', { tokens: 500, rounds: 1 })).limits).toEqual({ ...limits, tokens: 500 });
      expect(await store.reserve('p', 'a', { tokens: 500 })).toMatchObject({ ok: true });
    });

    it('passes no limit when clients reserve side by side', async () => {
      const clients = [await opened(), await connect(), await connect()];
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          clients[index % 3]!.reserve('p', `k-${index}`, { tokens: 7, costUsd: 0.1 }),
        ),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
      expect(committed((await clients[0]!.read('p'))!)).toMatchObject({ tokens: 70, costUsd: 1 });
    });

    it('answers one of several clients that race with one key as the first', async () => {
      const clients = [await opened(), await connect()];
      const answers = await Promise.all(
        [...clients, ...clients].map((client) => client.reserve('p', 'one', { rounds: 1 })),
      );
      expect(answers.filter((answer) => answer.ok && answer.fresh)).toHaveLength(1);
    });

    it('refuses what makes no sense and changes nothing', async () => {
      const store = await opened();
      const critical = { kind: 'critical' };
      await expect(store.reserve('none', 'a', {})).rejects.toMatchObject(critical);
      await expect(store.settle('p', 'never', {})).rejects.toMatchObject(critical);
      await expect(store.reserve('p', 'a', { tokens: -1 })).rejects.toMatchObject(critical);
      await expect(store.reserve('p', 'a', { tokens: Number.NaN })).rejects.toMatchObject(critical);
      expect(await store.read('p')).toEqual({ limits, entries: [] });
    });

    it('counts an unsettled reservation as spent over a restart', async () => {
      await (await opened()).reserve('p', '__proto__', { tokens: 60 });
      const store = await restart();
      expect(await store.reserve('p', 'b', { tokens: 50 })).toMatchObject({ ok: false });
      await store.settle('p', '__proto__', { tokens: 1 });
      expect(await store.reserve('p', 'b', { tokens: 50 })).toMatchObject({ ok: true });
    });
  });
};
