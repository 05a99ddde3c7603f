import { describe, expect, it } from 'vitest';

import { unstarted, type Project } from '../../../factory/domain/project.ts';
import type { ProjectStore } from '../../../platform/ports.ts';
import type { Backing } from './backing.ts';
import { useBacking } from './use-backing.ts';

const project = (number: number, changes: Partial<Project> = {}): Project => ({
  ...unstarted(),
  id: `p-00000000-0000-7000-8000-00000000000${number}`,
  correlationId: `c-${number}`,
  idempotencyKey: `key-${number}`,
  definition: {
    text: "Log zorbles; it's “quoted” — 記録",
    customer: 'ConnectSoft',
    azureDevOps: { organization: 'connectsoft', project: 'factory' },
    stack: 'typescript',
  },
  status: 'running',
  createdAt: `2026-01-0${number}T00:00:00.000Z`,
  stages: { vision: { status: 'running', startedAt: '2026-01-01T00:00:00.000Z' } },
  services: [],
  requirements: { total: 0, served: 0, unrealised: [] },
  workItems: { epics: 0, features: 0, stories: 0, tasks: 0 },
  repositories: [],
  processes: [],
  servedStories: {},
  ...changes,
});

const addRepository =
  (name: string) =>
  (current: Project): Project => ({
    ...current,
    repositories: [...current.repositories, { name, repository: `/${name}`, commit: 'c' }],
  });

export const projectStoreContract = (
  name: string,
  makeBacking: () => Promise<Backing<ProjectStore>>,
): void => {
  describe(`${name} is a project store`, () => {
    const { connect, restart } = useBacking(makeBacking);

    it('gives back the project that was created', async () => {
      const store = await connect();
      const created = await store.create(project(1));
      expect(created).toEqual({ project: project(1), etag: expect.any(String), created: true });
      expect(await store.get(project(1).id)).toEqual({ project: project(1), etag: created.etag });
    });

    it('answers undefined for an unknown id', async () => {
      expect(await (await connect()).get('p-unknown')).toBeUndefined();
    });

    it('answers the first project when its idempotency key comes again', async () => {
      const store = await connect();
      const first = await store.create(project(1));
      const again = await store.create(project(2, { idempotencyKey: 'key-1' }));
      expect(again).toEqual({ ...first, created: false });
      expect(await store.list()).toEqual([project(1)]);
    });

    it('creates one project when clients race with one key', async () => {
      const clients = [await connect(), await connect(), await connect()];
      const answers = await Promise.all(
        clients.map((store, index) => store.create(project(index + 1, { idempotencyKey: 'one' }))),
      );
      expect(answers.filter(({ created }) => created)).toHaveLength(1);
      expect(new Set(answers.map((answer) => answer.project.id)).size).toBe(1);
    });

    it('refuses an id that another key owns', async () => {
      const store = await connect();
      await store.create(project(1));
      await expect(store.create(project(1, { idempotencyKey: 'other' }))).rejects.toMatchObject({
        kind: 'critical',
      });
    });

    it('lists the newest first', async () => {
      const store = await connect();
      for (const number of [1, 3, 2]) await store.create(project(number));
      expect((await store.list()).map(({ id }) => id)).toEqual([project(3).id, project(2).id, project(1).id]);
    });

    it('changes the etag with every update', async () => {
      const store = await connect();
      const { etag } = await store.create(project(1));
      const updated = await store.update(project(1).id, (current) => ({ ...current, status: 'completed' }));
      expect(updated).toEqual(project(1, { status: 'completed' }));
      const read = await store.get(project(1).id);
      expect(read?.project).toEqual(updated);
      expect(read?.etag).not.toBe(etag);
    });

    it('repeats a change whose document became stale meanwhile', async () => {
      const [mine, theirs] = [await connect(), await connect()];
      await mine.create(project(1));
      let interference: Promise<Project> | undefined;
      const updated = await mine.update(project(1).id, (current) => {
        interference ??= theirs.update(project(1).id, addRepository('theirs'));
        return addRepository('mine')(current);
      });
      await interference;
      expect(updated.repositories.map((repository) => repository.name)).toContain('mine');
      const names = (await mine.get(project(1).id))?.project.repositories.map(
        (repository) => repository.name,
      );
      expect(names?.toSorted()).toEqual(['mine', 'theirs']);
    });

    it('loses none of many concurrent updates', async () => {
      const clients = [await connect(), await connect()];
      await clients[0]!.create(project(1));
      const names = Array.from({ length: 20 }, (_, index) => `r${String(index).padStart(2, '0')}`);
      await Promise.all(
        names.map((one, index) => clients[index % 2]!.update(project(1).id, addRepository(one))),
      );
      const found = (await clients[0]!.get(project(1).id))?.project.repositories.map((one) => one.name);
      expect(found?.toSorted()).toEqual(names);
    });

    it('refuses to update what does not exist, and a change of identity', async () => {
      const store = await connect();
      await store.create(project(1));
      await expect(store.update('p-unknown', (current) => current)).rejects.toMatchObject({
        kind: 'invalid-configuration',
      });
      await expect(
        store.update(project(1).id, (current) => ({ ...current, id: project(2).id })),
      ).rejects.toMatchObject({ kind: 'critical' });
      expect((await store.get(project(1).id))?.project).toEqual(project(1));
    });

    it('writes nothing when the change throws', async () => {
      const store = await connect();
      const { etag } = await store.create(project(1));
      await expect(
        store.update(project(1).id, () => {
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      expect(await store.get(project(1).id)).toEqual({ project: project(1), etag });
    });

    it('keeps projects over a restart', async () => {
      await (await connect()).create(project(1));
      expect(await (await restart()).list()).toEqual([project(1)]);
    });
  });
};
