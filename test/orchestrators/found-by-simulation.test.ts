import { describe, expect, it } from 'vitest';

import type { ReviewRequest } from '../../activities/open-review.ts';
import { compensation } from '../../orchestrators/compensation.ts';
import { deployment } from '../../orchestrators/deployment.ts';
import { factory } from '../../orchestrators/factory.ts';
import { microservice } from '../../orchestrators/microservice.ts';
import { aWorld, failure, ok } from './a-world.ts';
import { drive } from './drive.ts';

const project = { projectId: 'p-1', correlationId: 'c-1' };
const service = { ...project, service: 'audit-trail' };
const revision = { ...service, repository: 'r/audit-trail', commit: 'abc' };

const keysOf = (asked: readonly ReviewRequest[]): string[] => asked.map(({ key }) => key);

describe('questions', () => {
  it('are different for layers of one service that fail side by side', () => {
    const world = aWorld({
      fails: (name, { layer }) =>
        name === 'generateLayer' && layer !== 'domain' ? failure('invalid-configuration') : undefined,
      decides: () => ({ stop: { reason: 'aborted', why: 'enough' } }),
    });
    const { result } = drive(microservice, service, world.answer);

    expect(new Set(keysOf(world.asked)).size).toBe(5);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'stopped' } });
  });

  it('about a pipeline are not those about what the run of it needs', () => {
    let budget = failure('budget') as object | undefined;
    const world = aWorld({
      fails: (name) => {
        if (name === 'smokeTest') return failure('pipeline');
        if (name === 'fixFindings') return ok({ changed: 0, strategy: '' });
        return name === 'runPipeline' ? budget : undefined;
      },
      decides: ({ kind, step }) => {
        budget = undefined;
        return kind === 'failure' && step === 'runPipeline' && world.asked.length > 1 ? 'accept' : 'retry';
      },
    });
    drive(deployment, revision, world.answer);

    expect(world.asked).toMatchObject([{ failure: { kind: 'budget' } }, { failure: { kind: 'pipeline' } }]);
    expect(new Set(keysOf(world.asked)).size).toBe(2);
  });
});

describe('a wait between two tries', () => {
  it('is not shortened by what wakes for another reason', () => {
    let failures = 2;
    const world = aWorld({
      fails: (name) => (name === 'assembleService' && failures-- > 0 ? failure('transient') : undefined),
    });
    const { scheduled, open } = drive(microservice, service, world.answer, {
      wakes: (event) => /^wake:assembleService:2:0(?::[12])?$/.test(event),
    });
    const tries = scheduled.filter(({ name }) => name === 'assembleService');

    expect(tries.map(({ at }) => at)).toEqual([0, 0, 5_000]);
    expect(open).toEqual([]);
  });
});

describe('a stage that is taken back twice in a run', () => {
  it('has a compensation of its own each time', () => {
    let failures = 2;
    const world = aWorld({
      fails: (name) =>
        name === 'assembleService' && failures-- > 0
          ? failure('critical', 'Bytes differ.', { criticalReason: 'hash-mismatch' })
          : undefined,
      decides: () => ({ stop: { reason: 'restarted', why: 'looked at', from: 'engineering' } }),
    });
    // The driver refuses an id that was used before.
    const { result } = drive(factory, project, world.answer);

    expect(result).toEqual({ status: 'completed' });
    expect(world.asked).toMatchObject([{ step: 'factory' }, { step: 'factory' }]);
  });
});

describe('a critical failure', () => {
  it('is put to a person though nothing but its mark is left of it', () => {
    const world = aWorld({
      fails: (name) => {
        if (name !== 'planProduct') return undefined;
        world.stop({ reason: 'critical', why: 'A key in plan.md.', criticalReason: 'secret' });
        return failure('stopped', 'A key in plan.md.');
      },
      decides: () => ({ stop: { reason: 'aborted', why: 'revoked' } }),
    });
    const { result } = drive(factory, project, world.answer);

    expect(world.asked).toMatchObject([
      { step: 'factory', stage: 'vision', failure: { kind: 'critical', criticalReason: 'secret' } },
    ]);
    expect(result).toEqual({ status: 'aborted' });
  });
});

describe('a project', () => {
  it('that was cancelled is so, whatever else fails at that moment', () => {
    const world = aWorld({
      fails: (name) => {
        if (name !== 'planProduct') return undefined;
        world.stop({ reason: 'cancelled', why: 'no longer wanted' });
        return failure('critical');
      },
    });

    expect(drive(factory, project, world.answer).result).toEqual({ status: 'cancelled' });
  });

  it('ends as failed when its end cannot be written, and does not stay behind as running', () => {
    const world = aWorld({
      fails: (name) => {
        if (name === 'planProduct') world.stop({ reason: 'cancelled', why: 'no longer wanted' });
        return name === 'withdrawReviews' ? failure('critical', 'Internal error.') : undefined;
      },
    });
    const { result, log } = drive(factory, project, world.answer);

    expect(result).toEqual({ status: 'failed' });
    expect(log.at(-1)).toBe('recordTransition project.failed');
  });
});

it('is driven by a driver that would see an id used twice', () => {
  const twice = aWorld({ fails: (name) => (name === 'listUndo' ? ok([]) : undefined) });
  const starts = function* again(context: Parameters<typeof compensation>[0]) {
    yield context.df.callSubOrchestrator('compensation', { ...project, from: 'all', reason: '' }, 'same');
    yield context.df.callSubOrchestrator('compensation', { ...project, from: 'all', reason: '' }, 'same');
  };
  expect(() => drive(starts, project, twice.answer)).toThrow('started twice');
});
