import { beforeEach, expect, it, vi } from 'vitest';

import { listProjectReviews, listReviews } from '../../functions/list-reviews.ts';
import { wake } from '../../functions/reviews/wake.ts';
import { showProject } from '../../functions/show-project.ts';
import { showReview } from '../../functions/show-review.ts';
import type { raiseEvent } from '../../orchestrators/lib/durable.ts';
import { aReview } from './support/a-review.ts';
import { aContext, call } from './support/call.ts';
import { aProject, fakeDeps, projectId } from './support/fake-ports.ts';

const REPORT = 'quality/audit-trail/quality-report.json';
const ids = (answer: { jsonBody?: unknown }) =>
  (answer.jsonBody as { items: { id: string }[] }).items.map(({ id }) => id);
const [first, second, third] = [aReview(1), aReview(2), aReview(3)];

let fake: ReturnType<typeof fakeDeps>;

beforeEach(() => {
  fake = fakeDeps();
  fake.projects.push(aProject(1), aProject(2));
  fake.put(REPORT, '{}');
  fake.reviews.push({ ...first, status: 'withdrawn' }, second, { ...third, projectId: projectId(2) });
});

it('lists what is open over all projects, or what is asked for', async () => {
  const list = (query = {}) => call(listReviews(fake.deps), { query });
  expect(ids(await list())).toEqual([second.id, third.id]);
  expect(ids(await list({ status: 'withdrawn' }))).toEqual([first.id]);
  expect(ids(await list({ status: 'all' }))).toHaveLength(3);
  expect(await list({ status: 'late' })).toMatchObject({ status: 400 });
});

it('lists all of a project', async () => {
  const list = (id: string, query = {}) =>
    call(listProjectReviews(fake.deps), { query, params: { projectId: id } });
  expect(ids(await list(projectId(1)))).toEqual([first.id, second.id]);
  expect(ids(await list(projectId(1), { status: 'open' }))).toEqual([second.id]);
  expect(await list(projectId(3))).toMatchObject({ status: 404 });
});

it('shows a review with its evidence as it is now, under another hash when it changed', async () => {
  const show = (reviewId: string) => call(showReview(fake.deps), { params: { reviewId } });
  expect(await show(second.id)).toMatchObject({ jsonBody: second, headers: { etag: `"${second.sha256}"` } });

  fake.put(REPORT, '{ "coverage": 90 }', 'b');
  const changed = (await show(second.id)).jsonBody as typeof second;
  expect(changed.subject.evidence).toEqual([{ path: REPORT, sha256: 'b'.repeat(64) }]);
  expect(changed.sha256).not.toBe(second.sha256);
  expect(
    (await call(showProject(fake.deps), { params: { projectId: projectId(1) } })).jsonBody,
  ).toMatchObject({
    status: 'waiting',
    reviews: [changed],
  });
  expect((await show(first.id)).jsonBody).toEqual({ ...first, status: 'withdrawn' });
  expect(await show('r-ffffffffff')).toMatchObject({ status: 404 });
});

it('wakes every wait of a project by its event', async () => {
  fake.projects[0] = aProject(1, { waits: { 'p:review:a': 'wake-a', 'p:svc:x:review:b': 'wake-b' } });
  const raise = vi.fn<typeof raiseEvent>(async () => undefined);
  const { context } = aContext();
  await wake(fake.deps.ports.projects, raise)(context, projectId(1));
  expect(raise.mock.calls).toEqual([
    [context, 'p:review:a', 'wake-a'],
    [context, 'p:svc:x:review:b', 'wake-b'],
  ]);
});
