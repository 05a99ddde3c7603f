import { describe, expect, it } from 'vitest';

import type { Stage } from '../../factory/domain/stage.ts';
import { factory } from '../../orchestrators/factory.ts';
import { aWorld, failure, ok } from './a-world.ts';
import { drive, type Answers } from './drive.ts';

const input = { projectId: 'p-1', correlationId: 'c-1' };
const transient = failure('transient', 'The disk is busy.');

const failing =
  (failingName: string, failed: unknown, times = Number.POSITIVE_INFINITY): Answers =>
  (name) => {
    if (name !== failingName || times <= 0) return undefined;
    times -= 1;
    return failed;
  };

const triesOf = (scheduled: readonly { name: string; at: number }[], name: string): number[] =>
  scheduled.filter((one) => one.name === name).map(({ at }) => at / 1_000);

const aborts = () => ({ stop: { reason: 'aborted' as const, why: 'not worth it' } });

describe('the factory orchestration', () => {
  it('has custom units written one by one, before anything is made of the design', () => {
    const { answer } = aWorld();
    const units = ['one', 'two'].map((unit) => ({ service: 'audit-trail', unit }));
    const { log, result, scheduled } = drive(factory, input, (name, given) =>
      name === 'designArchitecture'
        ? ok({ services: ['audit-trail'], isSolution: false, units })
        : answer(name, given),
    );
    expect(result).toEqual({ status: 'completed' });
    const from = log.indexOf('designArchitecture');
    expect(log.slice(from, from + 4)).toEqual([
      'designArchitecture',
      'writeCustomUnit',
      'writeCustomUnit',
      'writeContracts',
    ]);
    expect(scheduled.filter(({ name }) => name === 'writeCustomUnit')).toHaveLength(2);
  });

  it('goes through all seven stages in their order', () => {
    const { result, log, open } = drive(factory, input, aWorld().answer);

    expect(result).toEqual({ status: 'completed' });
    expect(open).toEqual([]);
    expect(log).toEqual([
      'recordTransition project.started',
      'preflight',
      'recordTransition stage.started vision',
      'planProduct',
      'recordTransition stage.completed vision',
      'readGate',
      'recordTransition stage.started architecture',
      'designArchitecture',
      'writeContracts',
      'recordTransition stage.completed architecture',
      'readGate',
      'recordTransition stage.started engineering',
      'verifyExtensions',
      'microservice',
      'planEngineering',
      ...Array.from({ length: 6 }, () => 'generateLayer'),
      'assembleService',
      'recordTransition stage.completed engineering',
      'recordTransition stage.started quality',
      'quality',
      'writeAcceptanceSuite',
      'writeTrace',
      'verifyService',
      'recordTransition stage.completed quality',
      'recordTransition stage.started devops',
      'delivery',
      'planDelivery',
      'generateDelivery',
      'verifyDelivery',
      'recordTransition stage.completed devops',
      'recordTransition stage.started finalization',
      'writeProjectDocuments',
      'createWorkItems',
      'commitService',
      'commitExtensions',
      'writeSummary',
      'recordTransition stage.completed finalization',
      'recordTransition stage.started deployment',
      'readRevision',
      'deployment',
      'runPipeline',
      'deployService',
      'smokeTest',
      'closeWorkItems',
      'writeSummary',
      'rememberProject',
      'recordTransition stage.completed deployment',
      'recordTransition project.completed',
    ]);
  });

  it('checks a solution as a whole, commits what its services share and follows its processes', () => {
    const { log } = drive(factory, input, aWorld({ services: ['orders', 'payments'] }).answer);

    const own = ['verifySolution', 'generatePlatform', 'verifyPlatform', 'commitPlatform', 'followProcesses'];
    expect(log.filter((line) => own.includes(line))).toEqual(own);
    expect(log.indexOf('verifySolution')).toBeGreaterThan(log.lastIndexOf('quality'));
    expect(log.indexOf('verifyPlatform')).toBeGreaterThan(log.lastIndexOf('generateDelivery'));
    expect(log.indexOf('followProcesses')).toBeGreaterThan(log.lastIndexOf('deployment'));
    expect(log.filter((line) => line === 'commitService')).toHaveLength(2);
  });
});

describe('a transient failure', () => {
  it('is tried again after 0, 5, 15 and 60 seconds, then a reviewer is asked', () => {
    const world = aWorld({ fails: failing('planProduct', transient), decides: aborts });
    const { result, scheduled, open } = drive(factory, input, world.answer);

    expect(triesOf(scheduled, 'planProduct')).toEqual([0, 0, 5, 20, 80]);
    expect(
      scheduled.filter(({ name }) => name === 'planProduct').map((call) => call.input['attempt']),
    ).toEqual([1, 2, 3, 4, 5]);
    expect(world.asked).toMatchObject([
      { kind: 'failure', stage: 'vision', step: 'planProduct', tries: 5, failure: transient.failure },
    ]);
    expect(result).toEqual({ status: 'aborted' });
    expect(open).toEqual([]);
  });

  it('is over when it passes', () => {
    const world = aWorld({ fails: failing('planProduct', transient, 1) });
    const { result, scheduled } = drive(factory, input, world.answer);

    expect(result).toEqual({ status: 'completed' });
    expect(triesOf(scheduled, 'planProduct')).toEqual([0, 0]);
    expect(world.asked).toEqual([]);
  });

  it('is waited for as long as the service asked when that is longer', () => {
    const slow = failure('transient', 'Too many requests.', { retryAfterMs: 30_000 });
    const { scheduled } = drive(
      factory,
      input,
      aWorld({ fails: failing('createWorkItems', slow, 2) }).answer,
    );

    expect(triesOf(scheduled, 'createWorkItems')).toEqual([0, 30, 60]);
  });

  it('starts afresh when a person wants another try', () => {
    const world = aWorld({ fails: failing('planProduct', transient, 6), decides: () => 'retry' });
    const { result, scheduled } = drive(factory, input, world.answer);

    expect(result).toEqual({ status: 'completed' });
    expect(triesOf(scheduled, 'planProduct')).toEqual([0, 0, 5, 20, 80, 80, 80]);
  });
});

describe('an invalid configuration', () => {
  it('is put to a person at once, before any agent runs', () => {
    const wrong = failure(
      'invalid-configuration',
      'The configuration has one problem; nothing began yet.\n- text: no',
    );
    const world = aWorld({ fails: failing('preflight', wrong, 1), decides: () => 'retry' });
    const { result, log } = drive(factory, input, world.answer);

    expect(world.asked).toMatchObject([{ kind: 'clarification', step: 'preflight', tries: 1 }]);
    expect(log.slice(0, 4)).toEqual([
      'recordTransition project.started',
      'preflight',
      'review',
      'openReview',
    ]);
    expect(result).toEqual({ status: 'completed' });
  });
});

describe('a stage that lacks what it owes', () => {
  it('is put to the architect', () => {
    const lacking = failure('quality-gate', 'Stage vision cannot complete without: plan/roadmap.md.');
    let times = 1;
    const world = aWorld({
      fails: (name, given) =>
        name === 'recordTransition' && given['type'] === 'stage.completed' && times-- > 0
          ? lacking
          : undefined,
      decides: () => 'retry',
    });
    const { result } = drive(factory, input, world.answer);

    expect(world.asked).toMatchObject([{ stage: 'vision', failure: lacking.failure }]);
    expect(result).toEqual({ status: 'completed' });
  });
});

describe('a critical failure', () => {
  const secret = failure('critical', 'A secret is in src/main.ts.', { criticalReason: 'secret' });

  it('is never tried again, takes its stage back and is put to a reviewer', () => {
    const world = aWorld({ fails: failing('assembleService', secret), decides: aborts });
    const { result, scheduled } = drive(factory, input, world.answer);

    expect(triesOf(scheduled, 'assembleService')).toEqual([0]);
    expect(world.asked).toMatchObject([{ stage: 'engineering', failure: secret.failure }]);
    expect(world.rolledBack).toEqual(['engineering', 'all']);
    expect(result).toEqual({ status: 'aborted' });
  });

  it('starts its stage again under the next run when a reviewer accepts it', () => {
    const odd = failure('critical', 'The hash differs.', { criticalReason: 'hash-mismatch' });
    const world = aWorld({
      fails: failing('assembleService', odd, 1),
      decides: () => ({ stop: { reason: 'restarted', why: 'I know why.', from: 'engineering' } }),
    });
    const { result, scheduled, log } = drive(factory, input, world.answer);

    expect(result).toEqual({ status: 'completed' });
    expect(log.filter((line) => line === 'planProduct')).toHaveLength(1);
    const assembled = scheduled
      .filter(({ name }) => name === 'assembleService')
      .map((call) => call.input['run']);
    expect(assembled).toEqual([undefined, 2]);
    expect(log).toContain('recordTransition project.restarted engineering');
  });
});

describe('an approval', () => {
  it('is waited for after its stage', () => {
    const world = aWorld({ approvals: ['plan'], decides: () => 'accept' });
    const { result, log } = drive(factory, input, world.answer);

    expect(world.asked).toMatchObject([{ kind: 'approval', stage: 'vision' }]);
    expect(log.indexOf('review')).toBeLessThan(log.indexOf('designArchitecture'));
    expect(result).toEqual({ status: 'completed' });
  });

  it('that is refused starts the stage again', () => {
    const world: ReturnType<typeof aWorld> = aWorld({
      approvals: ['plan'],
      decides: () =>
        world.asked.length === 1
          ? { stop: { reason: 'restarted', why: 'too much', from: 'vision' } }
          : 'accept',
    });
    const { result, log } = drive(factory, input, world.answer);

    expect(log.filter((line) => line === 'planProduct').length).toBeGreaterThan(1);
    expect(result).toEqual({ status: 'completed' });
  });
});

describe('a cancelled project', () => {
  it('ends as cancelled, with all that was done taken back, wherever it is', () => {
    const world = aWorld();
    const answer: Answers = (name, given) => {
      if (name === 'commitService') world.stop({ reason: 'cancelled', why: 'not wanted any more' });
      return world.answer(name, given);
    };
    const { result, log } = drive(factory, input, answer);

    expect(result).toEqual({ status: 'cancelled' });
    expect(world.rolledBack).toEqual(['all']);
    expect(log.slice(-2)).toEqual(['withdrawReviews', 'recordTransition project.cancelled']);
  });

  it('does not wait for the delay of a retry', () => {
    const world = aWorld({ fails: failing('planProduct', transient) });
    const { result, elapsed } = drive(factory, input, world.answer, {
      wakes: () => {
        world.stop({ reason: 'cancelled', why: 'not wanted any more' });
        return true;
      },
    });

    expect(result).toEqual({ status: 'cancelled' });
    expect(elapsed()).toBe(0);
  });

  it('puts what cannot be taken back to a person and ends all the same', () => {
    const world = aWorld({ decides: () => 'accept' });
    const kept = failure('invalid-configuration', 'Others committed on top.');
    const answer: Answers = (name, given) => {
      if (name === 'createWorkItems') world.stop({ reason: 'cancelled', why: 'not wanted any more' });
      if (name === 'listUndo') return ok([{ seq: 1, kind: 'branch', marker: 'm' }]);
      return name === 'undoEffect' ? kept : world.answer(name, given);
    };
    const { result } = drive(factory, input, answer);

    expect(world.asked).toMatchObject([{ step: 'compensation', only: ['retry', 'accept'] }]);
    expect(world.asked[0]).toMatchObject({
      failure: { message: expect.stringContaining('branch m: Others committed on top.') },
    });
    expect(result).toEqual({ status: 'cancelled' });
  });
});

describe('a later run', () => {
  it('begins with its stage, after that was taken back', () => {
    const world = aWorld();
    const { result, log, scheduled } = drive(factory, { ...input, run: 2, from: 'devops' }, world.answer);

    expect(result).toEqual({ status: 'completed' });
    expect(world.rolledBack).toEqual(['devops']);
    expect(log).not.toContain('planProduct');
    expect(log).toContain('readDesign');
    expect(scheduled.find(({ name }) => name === 'planDelivery')?.input['run']).toBe(2);
  });

  it.each<[Stage, string[] | undefined]>([
    ['vision', undefined],
    ['architecture', undefined],
    ['engineering', ['deployment']],
    ['deployment', ['deployment']],
  ])('from %s takes back what follows but for %j', (from, kept) => {
    const { scheduled } = drive(factory, { ...input, run: 2, from }, aWorld().answer);

    const [first] = scheduled.filter(({ name }) => name === 'listUndo');
    expect(first?.input).toMatchObject({ from, run: 2 });
    expect(first?.input['keep']).toEqual(kept);
  });
});
