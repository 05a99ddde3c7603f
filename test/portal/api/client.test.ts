import { expect, it } from 'vitest';

import { createClient } from '../../../portal/api/client.ts';

const answering = (response: () => Response) => {
  const requests: { path: string; init: RequestInit | undefined }[] = [];
  const client = createClient(async (path, init) => {
    requests.push({ path, init });
    return response();
  });
  return { client, requests };
};

it('creates a project under an idempotency key', async () => {
  const { client, requests } = answering(() => Response.json({ projectId: 'p-1' }, { status: 202 }));
  expect(await client.createProject({ text: 'A gym' }, 'k-1')).toEqual({
    ok: true,
    value: { projectId: 'p-1' },
  });
  expect(requests).toEqual([
    {
      path: '/api/projects',
      init: {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': 'k-1' },
        body: '{"text":"A gym"}',
      },
    },
  ]);
});

it('escapes what it puts into an address', async () => {
  const { client, requests } = answering(() => new Response('text'));
  expect(await client.artifact('p/1', 'a b/c#?.md')).toEqual({ ok: true, value: 'text' });
  expect(requests[0]?.path).toBe('/api/projects/p%2F1/artifacts/a%20b/c%23%3F.md');
});

it('takes a problem apart: what, why, what to do, and which field', async () => {
  const errors = [{ pointer: '#/packageFeed', detail: 'packageFeed must be an address' }];
  const { client } = answering(() => Response.json({ detail: 'packageFeed …', errors }, { status: 400 }));
  expect(await client.projects()).toEqual({
    ok: false,
    trouble: {
      what: 'The request is not valid.',
      why: 'packageFeed …',
      advice: 'Correct what is marked.',
      status: 400,
      fields: { '#/packageFeed': 'packageFeed must be an address' },
    },
  });
});

it('says why a definition is refused, and what would help', async () => {
  const body = { detail: 'no', reason: 'It names no thing.', suggestion: 'Name one.' };
  const { client } = answering(() => Response.json(body, { status: 422 }));
  expect(await client.createProject({ text: 'x' }, 'k')).toMatchObject({
    trouble: { what: 'This definition cannot be built.', why: 'It names no thing.', advice: 'Name one.' },
  });
});

it('stands an answer that is no problem, and none at all', async () => {
  const { client } = answering(() => new Response('<h1>Bad Gateway</h1>', { status: 502 }));
  expect(await client.project('p-1')).toMatchObject({ ok: false, trouble: { status: 502 } });
  const cut = createClient(() => Promise.reject(new TypeError('fetch failed')));
  expect(await cut.project('p-1')).toMatchObject({
    ok: false,
    trouble: { status: 0, what: 'The factory does not answer.' },
  });
});
