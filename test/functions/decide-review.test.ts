import { beforeEach, describe, expect, it } from 'vitest';

import { reviewSchema, type Review } from '../../factory/domain/review.ts';
import { decideReview } from '../../functions/decide-review.ts';
import { aReview } from './support/a-review.ts';
import { call } from './support/call.ts';
import { aProject, fakeDeps, projectId, START } from './support/fake-ports.ts';

const REPORT = 'quality/audit-trail/quality-report.json';
const PATH = 'services/audit-trail/src/main.ts';
const accept = { kind: 'accept', reason: 'Only the log format lacks tests.' };

let fake: ReturnType<typeof fakeDeps>;
let woken: { projectId: string; status: Review['status'] }[];

const send = (decision: object, review = fake.reviews[0]!, headers: Record<string, string> = {}) =>
  call(
    decideReview(fake.deps, async (_, id) => {
      woken.push({ projectId: id, status: fake.reviews[0]!.status });
    }),
    {
      params: { reviewId: review.id },
      headers: { 'content-type': 'application/json', ...headers },
      method: 'POST',
      body: { string: JSON.stringify(decision) },
    },
  );
const decided = (decision: object, review = fake.reviews[0]!) =>
  send({ shown: review.sha256, ...decision }, review);

beforeEach(() => {
  fake = fakeDeps();
  woken = [];
  fake.projects.push(aProject(1, { submittedBy: 'ann' }));
  fake.put(REPORT, '{}');
  fake.reviews.push(aReview(1));
});

describe('POST /api/reviews/{reviewId}/decision', () => {
  it('writes who decided what and when, then wakes what waits', async () => {
    const answer = await decided(accept);
    expect(answer.status).toBeUndefined();
    expect(answer).toMatchObject({ headers: { etag: `"${fake.reviews[0]!.sha256}"` } });
    expect(reviewSchema.parse(answer.jsonBody)).toMatchObject({
      status: 'decided',
      decision: { decision: accept, by: 'ann', at: START.toISOString() },
    });
    expect(fake.reviews[0]).toEqual(answer.jsonBody);
    expect(woken).toEqual([{ projectId: projectId(1), status: 'decided' }]);
  });

  it('takes the hash from If-Match as well, and asks for one of both', async () => {
    expect(await send(accept)).toMatchObject({ status: 400, jsonBody: { errors: [{ pointer: '#/shown' }] } });
    const { sha256 } = fake.reviews[0]!;
    expect((await send(accept, undefined, { 'if-match': `"${sha256}"` })).status).toBeUndefined();
  });

  it('refuses what comes second, says who was first, and wakes only for the same decision again', async () => {
    await decided(accept);
    const second = await decided({ kind: 'abort', reason: 'Too late.' });
    expect(second).toMatchObject({ status: 409, jsonBody: { type: 'urn:problem:review-conflict' } });
    expect((second.jsonBody as { detail: string }).detail).toContain('ann decided "accept"');
    expect(woken).toHaveLength(1);

    expect(await decided(accept)).toMatchObject({ status: 409 });
    expect(woken).toHaveLength(2);
    fake.signIn({ name: 'bob', roles: ['architect'] });
    await decided(accept);
    expect(woken).toHaveLength(2);
  });

  it('refuses a decision on evidence that has changed since it was read', async () => {
    fake.put(REPORT, '{ "coverage": 90 }', 'b');
    expect(await decided(accept)).toMatchObject({ status: 409 });
    expect(fake.reviews[0]!.status).toBe('open');
    expect(woken).toEqual([]);
  });

  it('refuses who was not asked, and a submitter who accepts where that rule is on', async () => {
    fake.signIn({ name: 'dora', roles: ['devops-engineer'] });
    expect(await decided(accept)).toMatchObject({ status: 403, jsonBody: { type: 'urn:problem:forbidden' } });
    fake.signIn({ name: 'ann', roles: ['architect'] });
    fake.deps.people.submitterMayAccept = false;
    expect(await decided(accept)).toMatchObject({ status: 403 });
    expect((await decided({ kind: 'retry' })).status).toBeUndefined();
  });

  it('refuses a retry of what is critical', async () => {
    fake.reviews[0] = aReview(1, {
      role: 'reviewer',
      decisions: ['abort'],
      subject: {
        title: 'A secret was found',
        failure: { kind: 'critical', criticalReason: 'secret', message: 'A key in src/main.ts.' },
        tries: 1,
        evidence: [],
      },
    });
    for (const decision of [{ kind: 'retry' }, accept, { kind: 'amend', path: PATH, content: '' }])
      expect(await decided(decision)).toMatchObject({
        status: 422,
        jsonBody: { type: 'urn:problem:decision-refused' },
      });
    expect((await decided({ kind: 'abort', reason: 'Leaked.' })).status).toBeUndefined();
  });

  it('names what is wrong with a body', async () => {
    expect(await decided({ kind: 'accept', reason: ' ' })).toMatchObject({
      status: 400,
      jsonBody: { errors: [{ pointer: '#/reason' }] },
    });
    const { jsonBody } = await decided({ kind: 'reject' });
    expect(jsonBody).toMatchObject({ status: 400, errors: [{ pointer: '#/kind' }] });
    expect((jsonBody as { detail: string }).detail).toBe(
      'kind must be one of retry, accept, amend, answer, abort.',
    );
  });

  it('keeps no credential that is written into a reason', async () => {
    const key = `ghp_${'a1B2'.repeat(9)}`;
    const { status, jsonBody } = await decided({ kind: 'accept', reason: `See ${key}` });
    expect({ status, jsonBody }).toMatchObject({
      status: 422,
      jsonBody: { errors: [{ pointer: '#/reason' }] },
    });
    expect(JSON.stringify([jsonBody, fake.reviews])).not.toContain(key);
    expect(woken).toEqual([]);
  });

  it('knows no other review', async () => {
    for (const id of ['r-ffffffffff', '../x'])
      expect(await decided(accept, { ...aReview(1), id })).toMatchObject({ status: 404 });
  });
});

describe('an amendment', () => {
  const amend = (path: string, content = 'export {};\n') => decided({ kind: 'amend', path, content });

  it('replaces an artifact of the service', async () => {
    fake.put(PATH, 'export const broken;');
    expect((await amend(PATH)).status).toBeUndefined();
    expect(fake.reviews[0]!.decision?.decision).toEqual({
      kind: 'amend',
      path: PATH,
      content: 'export {};\n',
    });
  });

  it.each([
    ['services/audit-trail/src/none.ts', 'is no artifact of project'],
    ['services/audit-trail/../../etc/passwd', 'is no artifact of project'],
    ['services/billing/src/main.ts', 'is not of service audit-trail'],
    [REPORT, 'is not of service audit-trail'],
    ['services/audit-trail/vendor/x.tgz', 'is an archive'],
  ])('does not write %s', async (path, why) => {
    fake.put('services/billing/src/main.ts', '');
    fake.put('services/audit-trail/vendor/x.tgz', '');
    const { status, jsonBody } = await amend(path);
    expect({ status, jsonBody }).toMatchObject({
      status: 422,
      jsonBody: { errors: [{ pointer: '#/path' }] },
    });
    expect((jsonBody as { detail: string }).detail).toContain(why);
    expect(fake.reviews[0]!.status).toBe('open');
    expect(woken).toEqual([]);
  });

  it('forges no report of the checks', async () => {
    const { service: _, ...ofProject } = aReview(1);
    fake.reviews[0] = { ...ofProject };
    const { jsonBody } = await amend(REPORT, '{}');
    expect((jsonBody as { detail: string }).detail).toContain('which nobody can write');
  });

  it('brings no secret, and says where it is without saying what', async () => {
    fake.put(PATH, '');
    const token = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
    const { status, jsonBody } = await amend(PATH, `const token = '${token}';`);
    expect(status).toBe(422);
    expect(JSON.stringify(jsonBody)).toContain('line 1');
    expect(JSON.stringify([jsonBody, fake.reviews])).not.toContain(token);
  });

  it.each(['plan/product-plan.json', 'architecture/blueprint.json'])(
    'keeps to the schema of %s',
    async (path) => {
      const { service: _, ...ofProject } = aReview(1);
      fake.reviews[0] = { ...ofProject };
      fake.put(path, '{}');
      const unfit = await amend(path, '{ "extra": 1 }');
      expect(unfit).toMatchObject({ status: 422 });
      expect((unfit.jsonBody as { errors: unknown[] }).errors.length).toBeGreaterThan(1);
      const noJson = await amend(path, '{');
      expect((noJson.jsonBody as { detail: string }).detail).toContain('is not JSON');
    },
  );
});

describe('an answer', () => {
  beforeEach(() => {
    fake.reviews[0] = aReview(1, { kind: 'clarification', decisions: ['answer', 'abort'], role: 'reviewer' });
  });
  const answer = (data: object) => decided({ kind: 'answer', data });

  it('takes members of a definition', async () => {
    const data = { packageFeed: 'https://feed.example/npm/', azureDevOps: { project: 'audit' } };
    expect((await answer(data)).status).toBeUndefined();
    expect(fake.reviews[0]!.decision?.decision).toEqual({ kind: 'answer', data });
  });

  it('names every problem', async () => {
    const { status, jsonBody } = await answer({ stack: 'cobol', packageFeed: 'no', budget: 1, text: '' });
    expect(status).toBe(422);
    const { errors } = jsonBody as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual([
      '#/data/budget',
      '#/data/packageFeed',
      '#/data/stack',
      '#/data/text',
    ]);
  });

  it('has a text that can be read, and something in it', async () => {
    fake.read({ ok: false, reason: 'Nothing is asked for.', suggestion: 'Name a thing.' });
    expect(await answer({ text: 'Hello.' })).toMatchObject({
      jsonBody: { errors: [{ pointer: '#/data/text' }] },
    });
    expect(await answer({})).toMatchObject({ status: 422 });
    expect(woken).toEqual([]);
  });
});
