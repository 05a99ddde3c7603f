import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createRecordTransition, type Transition } from '../../activities/record-transition.ts';
import { createReadStop } from '../../activities/read-stop.ts';
import { restartProject } from '../../factory/domain/project-transitions.ts';
import { requiredArtifacts } from '../../factory/domain/required-artifacts.ts';
import { STAGES, type Stage } from '../../factory/domain/stage.ts';
import { transitionEventSchema, type TransitionEvent } from '../../factory/domain/transition-event.ts';
import { createEmbeddedStores, type EmbeddedStores } from '../../platform/embedded/stores/embedded-stores.ts';
import { aProject } from './a-project.ts';

let directory: string;
let stores: EmbeddedStores;
let published: TransitionEvent[];
let now: Date;

const project = aProject();
const ids = { projectId: project.id, correlationId: project.correlationId, attempt: 1 };

const recordTransition = () =>
  createRecordTransition({
    projects: stores.projects,
    artifacts: stores.artifacts,
    undo: stores.undo,
    publisher: { publish: async (event) => void published.push(event) },
    clock: { now: () => now },
  });

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'record-transition-'));
  stores = createEmbeddedStores({ directory });
  published = [];
  now = new Date('2026-01-01T00:00:00.000Z');
  await stores.projects.create(project);
});

afterEach(() => {
  stores.close();
  rmSync(directory, { recursive: true, force: true });
});

const owed = (stage: Stage): string[] => [
  ...requiredArtifacts[stage].project,
  ...requiredArtifacts[stage].service.map((path) => `services/audit-trail/${path}`),
  ...(stage === 'quality' ? ['quality/audit-trail/quality-report.json'] : []),
];

const written = (path: string) => ({
  path: path.endsWith('/') ? `${path}file.md` : path,
  content: 'written\n',
});

const complete = (stage: Stage) =>
  recordTransition()({
    ...ids,
    type: 'stage.completed',
    stage,
    services: ['audit-trail'],
    message: 'completed',
  });

describe.each(STAGES)('stage %s', (stage) => {
  it('completes with all that it owes', async () => {
    await recordTransition()({ ...ids, type: 'stage.started', stage, message: 'started' });
    const ledger = async () =>
      (await stores.undo.list(project.id)).map((entry) => [entry.kind, entry.stage, entry.state]);
    expect(await ledger()).toEqual([['artifacts', stage, 'planned']]);
    await stores.artifacts.putAll(project.id, stage, owed(stage).map(written));

    expect(await complete(stage)).toEqual({ ok: true, value: null });
    expect(await ledger()).toEqual([['artifacts', stage, 'done']]);
    expect((await stores.projects.get(project.id))?.project.stages[stage]?.status).toBe('completed');
  });

  it('is stopped, by name, when an artifact was deleted', async () => {
    await recordTransition()({ ...ids, type: 'stage.started', stage, message: 'started' });
    const [first = '', ...others] = owed(stage);
    await stores.artifacts.putAll(project.id, stage, [first, ...others].map(written));
    await stores.artifacts.remove(project.id, [written(first).path]);

    expect(await complete(stage)).toEqual({
      ok: false,
      failure: { kind: 'quality-gate', message: `Stage ${stage} cannot complete without: ${first}.` },
    });
    expect((await stores.projects.get(project.id))?.project.stages[stage]?.status).toBe('running');
  });
});

it('changes nothing when it is repeated, and publishes under the same id', async () => {
  const start = { ...ids, type: 'stage.started' as const, stage: 'vision' as const, message: 'started' };
  await recordTransition()(start);
  now = new Date('2026-01-01T00:05:00.000Z');
  await recordTransition()(start);

  expect((await stores.projects.get(project.id))?.project.stages.vision?.startedAt).toBe(
    '2026-01-01T00:00:00.000Z',
  );
  expect(new Set(published.map(({ id }) => id)).size).toBe(1);
});

const failure = { kind: 'transient' as const, message: 'The disk is busy.' };
const message = 'This happened';
const stage = 'vision';
const service = 'audit-trail';
const transitions: Transition[] = [
  { ...ids, message, type: 'project.started' },
  { ...ids, message, type: 'project.completed' },
  { ...ids, message, type: 'project.failed', failure },
  { ...ids, message, type: 'project.failed', failure, stage },
  { ...ids, message, type: 'stage.started', stage },
  { ...ids, message, type: 'stage.failed', stage },
  { ...ids, message, type: 'service.started', stage, service },
  { ...ids, message, type: 'service.completed', stage, service },
  { ...ids, message, type: 'service.failed', stage, service },
  { ...ids, message, type: 'activity.retrying', activity: 'planProduct' },
  { ...ids, message, type: 'activity.retrying', activity: 'planProduct', stage },
  { ...ids, message: 'long '.repeat(1_000), type: 'stage.started', stage },
];

it.each(transitions)('publishes $type as its schema says', async (transition) => {
  await recordTransition()(transition);

  expect(published.map(({ type }) => type)).toEqual([transition.type]);
  expect(published.map((event) => transitionEventSchema.safeParse(event).error?.issues)).toEqual([undefined]);
});

it('publishes a completed stage as its schema says', async () => {
  await stores.artifacts.putAll(project.id, stage, owed(stage).map(written));
  await complete(stage);

  expect(published.map((event) => transitionEventSchema.parse(event).type)).toEqual(['stage.completed']);
});

it('ends a failed project with its reason', async () => {
  await recordTransition()({
    ...ids,
    type: 'project.failed',
    failure,
    stage: 'vision',
    message: failure.message,
  });

  expect((await stores.projects.get(project.id))?.project).toMatchObject({
    status: 'failed',
    endedAt: '2026-01-01T00:00:00.000Z',
    failure: { kind: 'transient', message: 'The disk is busy.', stage: 'vision' },
  });
});

describe('a transition that is written twice', () => {
  const end = (run: number, type: 'project.completed' | 'project.aborted') =>
    recordTransition()({ ...ids, run, type, message: 'Ended.' });
  const stored = async () => (await stores.projects.get(project.id))?.project;

  it('does not end the run that has begun meanwhile', async () => {
    await end(1, 'project.completed');
    await stores.projects.update(project.id, (ended) => restartProject(ended, 'vision', 1));
    await end(1, 'project.completed');

    expect(await stored()).toMatchObject({ status: 'running', run: 2 });
  });

  it('leaves the first end, and tells no second one', async () => {
    await end(1, 'project.completed');
    await end(1, 'project.aborted');

    expect(await stored()).toMatchObject({ status: 'completed' });
    expect(published.map(({ type }) => type)).toEqual(['project.completed']);
  });

  it('leaves nothing that waits, and nothing comes to wait', async () => {
    const waiting = createReadStop({ projects: stores.projects });
    const wait = { instanceId: 'p-1:review:1', event: 'wake:1' };
    await waiting({ ...ids, wait });
    expect(await stored()).toMatchObject({ waits: { 'p-1:review:1': 'wake:1' } });

    await end(1, 'project.completed');
    await waiting({ ...ids, wait });
    expect((await stored())?.waits).toEqual({});
  });
});
