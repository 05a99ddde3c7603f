import { describe, expect, it } from 'vitest';

import type { WorkItemDraft } from '../../../factory/domain/work-item.ts';
import type { WorkItemTracker } from '../../../platform/ports.ts';
import type { Backing } from './backing.ts';
import { useBacking } from './use-backing.ts';

const draft = (key: string, type: WorkItemDraft['type'], parentKey?: string): WorkItemDraft => ({
  key,
  type,
  title: `Title of ${key}`,
  description: `<b>${key}</b>`,
  ...(type === 'User Story' ? { acceptanceCriteria: 'Given … when … then …', businessValue: 80 } : {}),
  priority: 2,
  ...(parentKey === undefined ? {} : { parentKey }),
  tags: ['factory'],
});

const backlog = [
  draft('E1', 'Epic'),
  draft('F1', 'Feature', 'E1'),
  draft('S1', 'User Story', 'F1'),
  draft('T1', 'Task', 'S1'),
];

/** What work items are linked to: a repository, and commits that it has where the tracker looks. */
type Linked = { repository: string; commits: readonly [string, string] };

const made: Linked = { repository: 'o/p/r', commits: ['c1', 'c2'] };

export const workItemTrackerContract = (
  name: string,
  makeBacking: () => Promise<Backing<WorkItemTracker>>,
  linked: () => Linked = () => made,
): void => {
  describe(`${name} is a work item tracker`, () => {
    const { connect, restart } = useBacking(makeBacking);
    const refused = { kind: 'invalid-configuration' };

    it('creates parents before children, whatever their order, and numbers them', async () => {
      const tracker = await connect();
      const numbers = await tracker.ensureAll('p', backlog.toReversed());
      expect(Object.keys(numbers).toSorted()).toEqual(['E1', 'F1', 'S1', 'T1']);
      const items = await tracker.list('p');
      expect(items).toEqual(
        backlog.map((one) => ({ ...one, id: numbers[one.key], state: 'New', commits: [] })),
      );
      expect(numbers['E1']! < numbers['F1']! && numbers['F1']! < numbers['S1']!).toBe(true);
    });

    it('creates nothing again, and updates what differs', async () => {
      const tracker = await connect();
      const numbers = await tracker.ensureAll('p', backlog);
      await tracker.setState('p', ['S1'], 'Active');
      const {
        repository,
        commits: [commit],
      } = linked();
      await tracker.linkCommit('p', ['S1'], repository, commit);
      const changed = backlog.map((one) => (one.key === 'S1' ? { ...one, title: 'Another title' } : one));
      expect(await tracker.ensureAll('p', changed)).toEqual(numbers);
      expect(await tracker.list('p')).toEqual(
        changed.map((one) => ({
          ...one,
          id: numbers[one.key],
          state: one.key === 'S1' ? 'Active' : 'New',
          commits: one.key === 'S1' ? [{ repository, commit }] : [],
        })),
      );
    });

    it('adds to a parent that an earlier call made', async () => {
      const tracker = await connect();
      await tracker.ensureAll('p', backlog);
      await tracker.ensureAll('p', [draft('S2', 'User Story', 'F1')]);
      expect((await tracker.list('p')).map(({ key }) => key)).toEqual(['E1', 'F1', 'S1', 'T1', 'S2']);
    });

    it('keeps projects apart that use the same keys', async () => {
      const tracker = await connect();
      const [one, two] = [await tracker.ensureAll('p', backlog), await tracker.ensureAll('q', backlog)];
      expect(new Set([...Object.values(one), ...Object.values(two)]).size).toBe(8);
      await tracker.setState('q', ['E1'], 'Closed');
      expect((await tracker.list('p')).map(({ state }) => state)).toEqual(['New', 'New', 'New', 'New']);
    });

    it.each<[string, WorkItemDraft[], RegExp]>([
      ['an unknown parent', [draft('F1', 'Feature', 'nowhere')], /F1.*nowhere/],
      ['a level left out', [draft('E1', 'Epic'), draft('S1', 'User Story', 'E1')], /S1.*Feature/],
      ['an epic with a parent', [draft('E1', 'Epic'), draft('E2', 'Epic', 'E1')], /E2/],
      ['an item that is its own parent', [draft('F1', 'Feature', 'F1')], /F1/],
      ['a title over 255 characters', [{ ...draft('E1', 'Epic'), title: 'x'.repeat(256) }], /E1.*title/],
      ['a priority over 4', [{ ...draft('E1', 'Epic'), priority: 5 }], /E1.*priority/],
      ['a key given twice', [draft('E1', 'Epic'), draft('E1', 'Epic')], /E1.*twice/],
    ])('refuses %s and creates nothing of the call', async (_, drafts, message) => {
      const tracker = await connect();
      const attempt = tracker.ensureAll('p', [draft('E0', 'Epic'), ...drafts]);
      await expect(attempt).rejects.toMatchObject({ ...refused, message: expect.stringMatching(message) });
      expect(await tracker.list('p')).toEqual([]);
    });

    it('takes a title of 255 characters', async () => {
      const tracker = await connect();
      await tracker.ensureAll('p', [{ ...draft('E1', 'Epic'), title: 'x'.repeat(255) }]);
      expect(await tracker.list('p')).toHaveLength(1);
    });

    it('sets states, but none that the type does not have', async () => {
      const tracker = await connect();
      await tracker.ensureAll('p', backlog);
      await tracker.setState('p', ['E1', 'S1'], 'Resolved');
      await expect(tracker.setState('p', ['F1', 'T1'], 'Resolved')).rejects.toMatchObject(refused);
      await tracker.setState('p', ['T1'], 'Closed');
      expect((await tracker.list('p')).map(({ state }) => state)).toEqual([
        'Resolved',
        'New',
        'Resolved',
        'Closed',
      ]);
    });

    it('links a commit once', async () => {
      const tracker = await connect();
      await tracker.ensureAll('p', backlog);
      const {
        repository,
        commits: [first, second],
      } = linked();
      await tracker.linkCommit('p', ['S1', 'T1'], repository, first);
      await tracker.linkCommit('p', ['S1'], repository, second);
      await tracker.linkCommit('p', ['S1', 'T1'], repository, first);
      expect((await tracker.list('p')).map(({ commits }) => commits)).toEqual([
        [],
        [],
        [
          { repository, commit: first },
          { repository, commit: second },
        ],
        [{ repository, commit: first }],
      ]);
    });

    it('links a pull request once, and lets it go with the item', async () => {
      const tracker = await connect();
      await tracker.ensureAll('p', backlog);
      const { repository } = linked();
      for (let time = 1; time <= 2; time += 1)
        await tracker.linkPullRequest('p', ['S1', 'T1'], repository, 7);
      await tracker.linkPullRequest('p', ['T1'], repository, 8);
      await expect(tracker.linkPullRequest('p', ['X'], repository, 7)).rejects.toMatchObject(refused);
      expect((await tracker.list('p')).map(({ pullRequests }) => pullRequests)).toEqual([
        undefined,
        undefined,
        [{ repository, id: 7 }],
        [
          { repository, id: 7 },
          { repository, id: 8 },
        ],
      ]);
      await tracker.remove('p', ['T1']);
      expect((await tracker.list('p')).map(({ key }) => key)).toEqual(['E1', 'F1', 'S1']);
    });

    it('refuses unknown keys and changes nothing of the call', async () => {
      const tracker = await connect();
      await tracker.ensureAll('p', backlog);
      await expect(tracker.setState('p', ['E1', 'X'], 'Closed')).rejects.toMatchObject(refused);
      await expect(
        tracker.linkCommit('p', ['E1', 'X'], linked().repository, linked().commits[0]),
      ).rejects.toMatchObject(refused);
      expect((await tracker.list('p'))[0]).toMatchObject({ state: 'New', commits: [] });
    });

    it('creates each item once when clients race', async () => {
      const clients = [await connect(), await connect()];
      const answers = await Promise.all([...clients, ...clients].map((one) => one.ensureAll('p', backlog)));
      expect(new Set(answers.map((answer) => JSON.stringify(Object.entries(answer).toSorted()))).size).toBe(
        1,
      );
      expect(await clients[0]!.list('p')).toHaveLength(4);
    });

    it('keeps items over a restart', async () => {
      const tracker = await connect();
      const numbers = await tracker.ensureAll('p', backlog);
      await tracker.linkCommit('p', ['T1'], linked().repository, linked().commits[0]);
      const before = await tracker.list('p');
      const reopened = await restart();
      expect(await reopened.list('p')).toEqual(before);
      expect(await reopened.ensureAll('p', backlog)).toEqual(numbers);
    });

    it('removes what is named, with its links, and knows nothing of it afterwards', async () => {
      const tracker = await connect();
      const numbers = await tracker.ensureAll('p', backlog);
      await tracker.ensureAll('q', backlog);
      await tracker.linkCommit('p', ['S1'], linked().repository, linked().commits[0]);
      for (let time = 1; time <= 2; time += 1) await tracker.remove('p', ['S1', 'T1', 'unknown']);
      expect((await (await restart()).list('p')).map(({ key }) => key)).toEqual(['E1', 'F1']);
      const again = await connect();
      expect(await again.list('q')).toHaveLength(4);
      expect((await again.ensureAll('p', backlog))['S1']).toBeGreaterThan(numbers['T1']!);
      expect((await again.list('p')).map(({ commits }) => commits)).toEqual([[], [], [], []]);
    });

    it('keeps all of them when others hang below', async () => {
      const tracker = await connect();
      await tracker.ensureAll('p', backlog);
      await expect(tracker.remove('p', ['S1', 'E1'])).rejects.toMatchObject({
        kind: 'invalid-configuration',
        message: expect.stringMatching(/#\d+ \(F1\) below E1.*#\d+ \(T1\) below S1/),
      });
      expect(await tracker.list('p')).toHaveLength(4);
    });
  });
};
