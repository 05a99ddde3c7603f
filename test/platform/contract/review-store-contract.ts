import { describe, expect, it } from 'vitest';

import { reviewId, shownHash } from '../../../factory/domain/review-hash.ts';
import type { Review } from '../../../factory/domain/review.ts';
import type { ReviewStore } from '../../../platform/ports.ts';
import type { Backing } from './backing.ts';
import { useBacking } from './use-backing.ts';

const review = (project: number, step: string): Review => {
  const projectId = `p-00000000-0000-7000-8000-00000000000${project}`;
  const shown: Pick<Review, 'kind' | 'role' | 'decisions' | 'subject'> = {
    kind: 'failure',
    role: 'architect',
    decisions: ['retry', 'abort'],
    subject: { title: 'It’s “held back” — 記録', tries: 5, evidence: [] },
  };
  return {
    id: reviewId(projectId, step),
    projectId,
    stage: 'quality',
    step,
    ...shown,
    sha256: shownHash(shown),
    status: 'open',
    openedAt: '2026-01-01T00:00:00.000Z',
  };
};

export const reviewStoreContract = (name: string, makeBacking: () => Promise<Backing<ReviewStore>>): void => {
  describe(`${name} is a review store`, () => {
    const { connect, restart } = useBacking(makeBacking);

    it('keeps the first review of an id', async () => {
      const store = await connect();
      const first = review(1, 'verify');
      expect(await store.open(first)).toEqual(first);
      expect(await store.open({ ...first, role: 'reviewer' })).toEqual(first);
      expect(await store.get(first.id)).toEqual(first);
      expect(await store.get('r-0000000000')).toBeUndefined();
    });

    it('lists those of a project, oldest first, or of all', async () => {
      const store = await connect();
      const [a, b, c] = [review(1, 'a'), review(2, 'b'), review(1, 'c')] as const;
      for (const each of [a, b, c]) await store.open(each);
      expect(await store.list(a.projectId)).toEqual([a, c]);
      expect(await store.list()).toEqual([a, b, c]);
    });

    it('loses no change of writers at the same time', async () => {
      const store = await connect();
      const other = await connect();
      const opened = await store.open(review(1, 'a'));
      const add = (from: ReviewStore) =>
        from.update(opened.id, (current) => ({
          ...current,
          subject: { ...current.subject, tries: current.subject.tries + 1 },
        }));
      await Promise.all(Array.from({ length: 10 }, (_, index) => add(index % 2 === 0 ? store : other)));
      expect((await store.get(opened.id))?.subject.tries).toBe(15);
    });

    it('says that there is none to change', async () => {
      const store = await connect();
      await expect(store.update('r-0000000000', (same) => same)).rejects.toThrow('no review r-0000000000');
    });

    it('keeps reviews when it is opened again', async () => {
      const opened = await (await connect()).open(review(1, 'a'));
      await restart();
      expect(await (await connect()).get(opened.id)).toEqual(opened);
    });
  });
};
