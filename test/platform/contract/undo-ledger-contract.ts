import { describe, expect, it } from 'vitest';

import type { UndoPlan } from '../../../factory/domain/undo.ts';
import type { UndoLedger } from '../../../platform/ports.ts';
import type { Backing } from './backing.ts';
import { useBacking } from './use-backing.ts';

const run = (marker: string, changes: { projectId?: string; key?: string } = {}): UndoPlan => ({
  projectId: changes.projectId ?? 'p',
  stage: 'deployment',
  service: 'audit',
  kind: 'pipeline',
  marker,
  args: { key: changes.key ?? marker },
});

export const undoLedgerContract = (name: string, makeBacking: () => Promise<Backing<UndoLedger>>): void => {
  describe(`${name} is an undo ledger`, () => {
    const { connect, restart } = useBacking(makeBacking);

    const marked = async (ledger: UndoLedger, projectId = 'p') =>
      (await ledger.list(projectId)).map(({ seq, marker, state }) => [seq, marker, state]);

    it('answers and lists entries in the order of registration, by project', async () => {
      const ledger = await connect();
      expect(await ledger.plan(run('b'))).toEqual({ ...run('b'), seq: 1, state: 'planned' });
      await ledger.plan(run('x', { projectId: 'q' }));
      await ledger.plan(run('a'));
      expect(await ledger.list('p')).toEqual([
        { ...run('b'), seq: 1, state: 'planned' },
        { ...run('a'), seq: 2, state: 'planned' },
      ]);
      expect(await ledger.list('unknown')).toEqual([]);
    });

    it('answers the entry of a marker as it was first planned', async () => {
      const ledger = await connect();
      await ledger.plan(run('a', { key: 'before' }));
      await ledger.settle('p', 'a', 'done');
      expect(await ledger.plan(run('a', { key: 'later' }))).toEqual({
        ...run('a', { key: 'before' }),
        seq: 1,
        state: 'done',
      });
      expect(await marked(ledger)).toEqual([[1, 'a', 'done']]);
    });

    it('registers an effect again after it was undone, at the end, and keeps the record', async () => {
      const ledger = await connect();
      for (const marker of ['a', 'b']) await ledger.plan(run(marker));
      await ledger.settle('p', 'a', 'undone');
      expect(await ledger.plan(run('a', { key: 'new' }))).toMatchObject({ seq: 3, args: { key: 'new' } });
      await ledger.settle('p', 'a', 'done');
      expect(await marked(ledger)).toEqual([
        [1, 'a', 'undone'],
        [2, 'b', 'planned'],
        [3, 'a', 'done'],
      ]);
    });

    it('says why an undo failed, until it succeeds', async () => {
      const ledger = await connect();
      await ledger.plan(run('a'));
      await ledger.settle('p', 'a', 'failed', 'Somebody committed on top.');
      expect(await ledger.plan(run('a'))).toMatchObject({
        state: 'failed',
        reason: 'Somebody committed on top.',
      });
      await ledger.settle('p', 'a', 'undone');
      expect(await ledger.list('p')).toEqual([{ ...run('a'), seq: 1, state: 'undone' }]);
    });

    it('settles one project, and no marker that it lacks', async () => {
      const ledger = await connect();
      for (const projectId of ['p', 'q']) await ledger.plan(run('shared', { projectId }));
      await ledger.settle('p', 'shared', 'done');
      expect(await marked(ledger, 'q')).toEqual([[1, 'shared', 'planned']]);
      await expect(ledger.settle('p', 'unknown', 'done')).rejects.toMatchObject({ kind: 'critical' });
    });

    it('counts the other projects that still rely on a marker', async () => {
      const ledger = await connect();
      for (const projectId of ['p', 'q', 'r']) await ledger.plan(run('shared', { projectId }));
      await ledger.plan(run('own'));
      expect(await ledger.sharers('p', 'shared')).toBe(2);
      await ledger.settle('q', 'shared', 'undone');
      expect(await ledger.sharers('p', 'shared')).toBe(1);
      expect(await ledger.sharers('p', 'own')).toBe(0);
    });

    it('numbers without gaps, once for a marker, when clients race', async () => {
      const clients = [await connect(), await connect()];
      const entries = await Promise.all(
        Array.from({ length: 20 }, (_, index) => clients[index % 2]!.plan(run(`m${index >> 1}`))),
      );
      const seqs = [...new Set(entries.map(({ seq }) => seq))].toSorted((a, b) => a - b);
      expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(await clients[0]!.list('p')).toHaveLength(10);
    });

    it('keeps entries over a restart', async () => {
      await (await connect()).plan(run('a'));
      const ledger = await restart();
      await ledger.plan(run('b'));
      expect(await marked(ledger)).toEqual([
        [1, 'a', 'planned'],
        [2, 'b', 'planned'],
      ]);
    });
  });
};
