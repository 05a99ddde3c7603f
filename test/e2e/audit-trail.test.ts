import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { developmentTokens } from '../../factory/verification/development-tokens.ts';
import { AUDIT } from './support/factory-cli.ts';
import { makeProject, serve, type ServedFactory } from './support/served-factory.ts';
import { until } from './support/waiting.ts';

type Event = { id: string; actor: string; action: string; resource: string; occurredAt: string };
type Page = { items: Event[]; nextCursor?: string };
type Problem = {
  title: string;
  status: number;
  detail: string;
  errors?: { pointer?: string; detail: string }[];
};

let workspace: string;
let host: ServedFactory;
let endpoint: string;
let projectId: string;

beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'factory-audit-'));
  host = await serve(workspace);
  const result = await makeProject(host.url, AUDIT);
  projectId = result.projectId;
  endpoint = result.services[0]?.endpoint ?? '';
  if (result.failure) throw new Error(result.failure.message);
});

afterAll(async () => {
  await host?.stop();
  rmSync(workspace, { recursive: true, force: true });
});

const bearer = developmentTokens();
const proof = async () => (await bearer(endpoint, { name: 'auditor', roles: [] })) ?? {};

const record = async (event: object, headers: Record<string, string> = {}) =>
  fetch(`${endpoint}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await proof()), ...headers },
    body: JSON.stringify(event),
  });

const get = async (path: string) => fetch(`${endpoint}${path}`, { headers: await proof() });

const search = async (query: string): Promise<Page> =>
  (await get(`/events?${query}`)).json() as Promise<Page>;

const anEvent = (facts: Partial<Event>) => ({
  actor: 'ada',
  action: 'signed in',
  resource: 'portal',
  ...facts,
});

describe('the started audit trail', () => {
  it('records an event once per idempotency key', async () => {
    const headers = { 'idempotency-key': 'once-only' };
    const first = await record(anEvent({ actor: 'grace' }), headers);
    const second = await record(anEvent({ actor: 'grace' }), headers);

    expect([first.status, second.status]).toEqual([201, 201]);
    const [a, b] = [(await first.json()) as Event, (await second.json()) as Event];
    expect(b).toEqual(a);
    expect(first.headers.get('location')).toBe(`/events/${a.id}`);
    expect((await search('actor=grace')).items).toEqual([a]);
  });

  it('finds events by actor, action, resource and time', async () => {
    const marked = anEvent({
      actor: 'linus',
      action: 'deleted',
      resource: 'invoice 7',
      occurredAt: '2020-05-05T10:00:00.000Z',
    });
    const { id } = (await (await record(marked)).json()) as Event;
    const ids = async (query: string) => (await search(query)).items.map((event) => event.id);

    expect(await ids('actor=linus')).toEqual([id]);
    expect(await ids('action=deleted')).toEqual([id]);
    expect(await ids('resource=invoice%207')).toEqual([id]);
    expect(await ids('occurredAtFrom=2020-05-05T10:00:00Z&occurredAtTo=2020-05-05T10:00:01Z')).toEqual([id]);
    expect(await ids('occurredAtFrom=2020-05-04T10:00:00Z&occurredAtTo=2020-05-05T10:00:00Z')).toEqual([]);
    expect(await ids('actor=linus&action=created')).toEqual([]);
  });

  it('pages over each event once while others are written', async () => {
    const before: string[] = [];
    for (let index = 0; index < 25; index += 1) {
      before.push(((await (await record(anEvent({ actor: 'pager' }))).json()) as Event).id);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await search(
        `actor=pager&limit=4${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      await record(anEvent({ actor: 'pager' }));
    } while (cursor);

    expect(new Set(seen).size).toBe(seen.length);
    expect(before.filter((id) => !seen.includes(id))).toEqual([]);
  });

  it('exports CSV with neutralised formulas, and NDJSON as it is', async () => {
    await record(anEvent({ actor: 'mallory', resource: '=HYPERLINK("http://x";"y")' }));
    const csv = await get('/events/export?format=csv&actor=mallory');
    const ndjson = await get('/events/export?format=ndjson&actor=mallory');

    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(await csv.text()).toContain(`"'=HYPERLINK(""http://x"";""y"")"`);
    const lines = (await ndjson.text()).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as Event).resource)).toEqual(['=HYPERLINK("http://x";"y")']);
  });

  it('answers nobody who does not prove who they are', async () => {
    for (const headers of [{}, { authorization: 'Bearer auditor' }]) {
      const answer = await fetch(`${endpoint}/events`, { headers });
      expect([answer.status, answer.headers.get('www-authenticate')?.split(' ')[0]]).toEqual([401, 'Bearer']);
    }
  });

  it('has no way to change or remove an event', async () => {
    const { id } = (await (await record(anEvent({}))).json()) as Event;
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const answer = await fetch(`${endpoint}/events/${id}`, { method });
      expect([404, 405]).toContain(answer.status);
    }
  });

  it('refuses an event without an actor with a problem that names the field', async () => {
    const answer = await record({ action: 'signed in', resource: 'portal' });
    const problem = (await answer.json()) as Problem;

    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['#/actor']);
    expect(problem.detail).toContain('actor');
  });

  it('still has its events after the host and the service were started again', async () => {
    const { id } = (await (await record(anEvent({ actor: 'survivor' }))).json()) as Event;
    await host.stop();
    host = await serve(workspace);
    endpoint = await until('the service to run again', async () => {
      const { services } = (await (await fetch(`${host.url}/api/projects/${projectId}`)).json()) as {
        services: { running: boolean; endpoint: string }[];
      };
      return services[0]?.running ? services[0].endpoint : undefined;
    });

    expect((await search('actor=survivor')).items.map((event) => event.id)).toEqual([id]);
  });
});

describe('the HTTP API over a whole project', () => {
  it('tells the story of the project in events, resumable from any position', async () => {
    const read = async (query: string) =>
      (
        (await (await fetch(`${host.url}/api/projects/${projectId}/events?${query}`)).json()) as {
          items: { position: number; event: { type: string } }[];
        }
      ).items;
    const all = await read('limit=500');

    expect(all[0]?.event.type).toContain('project.started');
    expect(all.at(-1)?.event.type).toContain('project.completed');
    expect(await read(`after=${all[4]?.position}&limit=500`)).toEqual(all.slice(5));
  });

  it('shows every action of every agent', async () => {
    const { items } = (await (await fetch(`${host.url}/api/projects/${projectId}/actions`)).json()) as {
      items: { stage: string; status: string }[];
    };

    expect(new Set(items.map(({ stage }) => stage)).size).toBe(7);
    expect(items.filter(({ status }) => status !== 'succeeded')).toEqual([]);
  });
});
