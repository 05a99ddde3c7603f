import { shownHash } from '../../../factory/domain/review-hash.ts';
import type { Review } from '../../../factory/domain/review.ts';
import type { RunResult } from '../../../factory/domain/run-result.ts';
import type { DiscardedArtifact } from '../../../factory/domain/artifact.ts';
import type { UndoEntry } from '../../../factory/domain/undo.ts';
import { STAGES } from '../../../factory/domain/stage.ts';
import type { TransitionEvent, TransitionType } from '../../../factory/domain/transition-event.ts';

export const PROJECT = 'p-00000000-0000-7000-8000-000000000001';

/** What the fake host has to tell. */
export type Scenario = {
  result: RunResult;
  events: TransitionEvent[];
  /** The reader's refusal of every definition. */
  refusal?: { reason: string; suggestion: string };
  /** Ends the first event stream after as many events. */
  cutAfter?: number;
  /** Ends the process, as `kill -9` would, once the events were sent. */
  dieAfterEvents?: boolean;
  /** Does not end when it is told to. */
  clings?: boolean;
  artifacts?: Record<string, string>;
  undo?: { items: UndoEntry[]; discarded: DiscardedArtifact[] };
  /** Problem that answers every decision, cancellation and retry. */
  problem?: { type: string; status: number; detail: string; errors?: { pointer: string; detail: string }[] };
  /** What follows a decision, a cancellation or a retry: more events, and another result. */
  afterwards?: { result: RunResult; events: TransitionEvent[] };
  /** The list of projects still calls it running. */
  unfinished?: boolean;
};

export const anEvent = (
  second: number,
  type: TransitionType,
  data: TransitionEvent['data'],
): TransitionEvent => ({
  specversion: '1.0',
  id: `e-${second}`,
  source: '/factory',
  type,
  subject: PROJECT,
  time: new Date(Date.UTC(2026, 0, 5, 8, 0, second)).toISOString(),
  datacontenttype: 'application/json',
  projectid: PROJECT,
  correlationid: 'c-1',
  causationid: 'c-1',
  data,
});

/** A service that passed, but for what this machine cannot check. */
export const aService = (): RunResult['services'][number] => ({
  name: 'audit-trail',
  stack: 'typescript',
  repository: '/data/repositories/audit-trail.git',
  commit: 'c0ffee0',
  quality: {
    checks: [
      { name: 'types', status: 'passed', durationMs: 412, detail: '48 files' },
      { name: 'bicep', status: 'not-run', durationMs: 0, detail: 'The Bicep CLI is not installed.' },
    ],
    coverage: 93.5,
    tests: { passed: 54, failed: 0 },
  },
  endpoint: 'http://127.0.0.1:4100',
  running: true,
});

export const aResult = (changes: Partial<RunResult> = {}): RunResult => ({
  projectId: PROJECT,
  status: 'completed',
  durationMs: 9_400,
  stages: STAGES.map((name) => ({ name, status: 'completed', durationMs: 1_000 })),
  services: [aService()],
  requirements: {
    total: 4,
    served: 4,
    unrealised: [{ id: 'U1', text: 'send an e-mail', reason: 'no mail server is described' }],
  },
  workItems: { epics: 1, features: 3, stories: 7, tasks: 12 },
  artifacts: [{ path: 'plan/backlog.md', stage: 'vision', sha256: 'a'.repeat(64) }],
  reviews: [],
  repositories: [],
  processes: [],
  workspace: '/data',
  ...changes,
});

export const aScenario = (changes: Partial<Scenario> = {}): Scenario => ({
  result: aResult(),
  events: [
    anEvent(0, 'project.started', { message: 'The project began.' }),
    anEvent(1, 'stage.started', { stage: 'vision', message: 'Reading the definition.' }),
    anEvent(2, 'stage.completed', { stage: 'vision', message: 'Planned.', durationMs: 1_000 }),
    anEvent(3, 'project.completed', { message: 'The project is done.' }),
  ],
  ...changes,
});

/** The same project, ended as failed. */
export const aFailedScenario = (): Scenario =>
  aScenario({
    result: aResult({
      status: 'failed',
      failure: { stage: 'quality', kind: 'quality-gate', message: 'check unit failed: 2 of 54 tests' },
    }),
    events: [
      anEvent(0, 'project.started', { message: 'The project began.' }),
      anEvent(1, 'project.failed', { message: 'check unit failed: 2 of 54 tests' }),
    ],
  });

export const REVIEW = 'r-00000000aa';

export const aReview = (changes: Partial<Review> = {}): Review => {
  const review: Review = {
    id: REVIEW,
    projectId: PROJECT,
    kind: 'failure',
    stage: 'quality',
    service: 'audit-trail',
    step: 'quality:audit-trail',
    role: 'architect',
    decisions: ['retry', 'accept', 'amend', 'abort'],
    subject: {
      title: 'audit-trail does not pass its quality gate',
      failure: { kind: 'quality-gate', message: 'Coverage is 61 %, 80 % is asked.' },
      tries: 5,
      evidence: [{ path: 'quality/audit-trail/quality-report.json', sha256: 'a'.repeat(64) }],
    },
    sha256: '',
    status: 'open',
    openedAt: '2026-01-05T08:00:04.000Z',
    ...changes,
  };
  return { ...review, sha256: shownHash(review) };
};

const requested = anEvent(4, 'review.requested', {
  stage: 'quality',
  service: 'audit-trail',
  review: REVIEW,
  role: 'architect',
  message: 'audit-trail does not pass its quality gate',
});

/** A project that waits for a review; after its decision it completes. */
export const aWaitingScenario = (): Scenario => {
  const events = [...aScenario().events.slice(0, 3), requested];
  return aScenario({
    result: aResult({ status: 'waiting', reviews: [aReview()] }),
    events,
    unfinished: true,
    afterwards: {
      result: aResult(),
      events: [
        anEvent(5, 'review.decided', {
          stage: 'quality',
          service: 'audit-trail',
          review: REVIEW,
          role: 'architect',
          message: 'ann decided "accept"',
        }),
        anEvent(6, 'project.completed', { message: 'The project is done.' }),
      ],
    },
  });
};
