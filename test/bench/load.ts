/**
 * Many at the same time, on the embedded host: `npm run bench:load`. While whole projects run, 200 clients each submit a project
 * at once, follow its events over a stream of their own, and end it when it asks them to approve its plan. Prints what they
 * waited for, what the host needed, and whether a stream missed an event. `-- 50`: so many clients.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { factoryApi, type Entry, type FactoryApi } from '../../cli/api/factory-api.ts';
import { followEvents } from '../../cli/api/follow-events.ts';
import { installation } from '../../cli/host/installation.ts';
import { startHost } from '../../cli/host/start-host.ts';
import { median, percentile } from './percentile.ts';
import { table } from './table.ts';

const clients = Number(process.argv[2] ?? 200);
const TEXTS = [
  'Create a new Audit Trail microservice for logging user actions',
  'Create a loyalty service where members earn and redeem points; a balance never goes below zero and points expire after 12 months',
];
const PAGE = 500;

/** Milliseconds that something took, of each client. */
const waits = { submit: [] as number[], decide: [] as number[], read: [] as number[], event: [] as number[] };

const timed = async <T>(kind: keyof typeof waits, work: () => Promise<T>): Promise<T> => {
  const started = performance.now();
  const result = await work();
  waits[kind].push(performance.now() - started);
  return result;
};

/** Follows a project to its end; `onEvent` acts on what happens while it does. */
const follow = async (
  api: FactoryApi,
  projectId: string,
  signal: AbortSignal,
  onEvent: (entry: Entry) => Promise<void>,
): Promise<Entry[]> => {
  const seen: Entry[] = [];
  for await (const entry of followEvents(api, projectId, signal)) {
    waits.event.push(Date.now() - Date.parse(entry.event.time));
    seen.push(entry);
    await onEvent(entry);
  }
  return seen;
};

/** What was published of a project, page by page. */
const published = async (api: FactoryApi, projectId: string): Promise<string[]> => {
  const ids: string[] = [];
  for (let after = 0; ;) {
    const { items, next } = await api.events(projectId, after);
    ids.push(...items.map(({ event }) => event.id));
    if (items.length < PAGE) return ids;
    after = next;
  }
};

type Followed = { projectId: string; seen: Entry[] };

/** One client: submits, follows, ends its project when it is asked, and reads what became of it. */
const client = async (api: FactoryApi, index: number, signal: AbortSignal): Promise<Followed> => {
  const text = `Keep a register of samples of laboratory ${index}: each sample has a barcode and a material; find samples by material.`;
  const { projectId } = await timed('submit', () =>
    api.createProject({ text, approvals: ['plan'] }, `load-${index}`),
  );
  const seen = await follow(api, projectId, signal, async ({ event }) => {
    if (event.type !== 'review.requested') return;
    const review = (await api.reviews(projectId))[0];
    if (!review) throw new Error(`Project ${projectId} asks and has no review.`);
    await timed('decide', () =>
      api.decide(review.id, { kind: 'abort', reason: 'Seen enough.' }, review.sha256),
    );
  });
  const { status } = await timed('read', () => api.project(projectId));
  if (status !== 'aborted') throw new Error(`Project ${projectId} ended as ${status}.`);
  return { projectId, seen };
};

const wholeProject = async (
  api: FactoryApi,
  text: string,
  signal: AbortSignal,
): Promise<Followed & { seconds: number }> => {
  const started = performance.now();
  const { projectId } = await api.createProject({ text, approvals: [] }, randomUUID());
  const seen = await follow(api, projectId, signal, async () => undefined);
  const { status } = await api.project(projectId);
  if (status !== 'completed') throw new Error(`"${text}" ended as ${status}.`);
  return { projectId, seen, seconds: (performance.now() - started) / 1_000 };
};

/** Events that a stream did not bring, brought twice, or brought in another order. */
const lost = async (api: FactoryApi, { projectId, seen }: Followed): Promise<number> => {
  const expected = await published(api, projectId);
  const got = seen.map(({ event }) => event.id);
  return Math.abs(expected.length - got.length) + expected.filter((id, at) => got[at] !== id).length;
};

const row = (name: string, values: readonly number[]): [string, ...number[]] => [
  name,
  values.length,
  median(values),
  percentile(values, 0.95),
  percentile(values, 1),
];

/** Most memory that the host had, in megabytes, where there is /proc. */
const peakOf = (workspace: string): number | undefined => {
  try {
    const { pid } = JSON.parse(readFileSync(join(workspace, 'host.lock'), 'utf8')) as { pid: number };
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
  } catch {
    return undefined;
  }
};

const workspace = mkdtempSync(join(tmpdir(), 'factory-load-'));
const { signal } = new AbortController();
const host = await startHost(
  installation(),
  { workspace, port: 0, pump: 'all', recoverServices: true },
  signal,
);
try {
  const api = factoryApi(host.url);
  const started = performance.now();
  const whole = TEXTS.map((text) => wholeProject(api, text, signal));
  const followed = await Promise.all(
    Array.from({ length: clients }, (_, index) => client(api, index, signal)),
  );
  const seconds = (performance.now() - started) / 1_000;
  const running = await Promise.all(whole);
  const missing = await Promise.all([...followed, ...running].map((each) => lost(api, each)));
  const events = [...followed, ...running].reduce((sum, { seen }) => sum + seen.length, 0);
  const megabytes = peakOf(workspace);

  table(
    'milliseconds',
    ['count', 'p50', 'p95', 'most'],
    [
      row('submit (202)', waits.submit),
      row('decide', waits.decide),
      row('read a project', waits.read),
      row('event, from its time', waits.event),
    ],
  );
  table(
    'whole projects beside it',
    ['seconds'],
    running.map((each, index) => [`project ${index + 1}`, each.seconds]),
  );
  const lostEvents = missing.reduce((sum, count) => sum + count, 0);
  console.log(
    `\nload: ${clients} submitters and ${clients + TEXTS.length} event streams, ${events} events, ${lostEvents} lost; the ${clients} projects ended after ${seconds.toFixed(1)} s; ` +
      `most memory of the host ${megabytes === undefined ? 'not known here' : `${megabytes.toFixed(0)} MB`}`,
  );
  process.exitCode = lostEvents === 0 ? 0 : 1;
} finally {
  await host.close();
  rmSync(workspace, { recursive: true, force: true });
}
