import { describe, expect, it } from 'vitest';

import { factory } from '../../orchestrators/factory.ts';
import { drive, type Answers } from './drive.ts';

const input = { projectId: 'p-1', correlationId: 'c-1' };
const ok = (value: unknown = null) => ({ ok: true, value });
const transient = { ok: false, failure: { kind: 'transient', message: 'The disk is busy.' } };

const well: Answers = (name) => {
  if (name === 'designArchitecture') return ok({ services: ['audit-trail'], isSolution: false });
  if (name === 'commitService') return ok({ repository: 'audit-trail', commit: 'abc' });
  return ok();
};

const failing =
  (failingName: string, failure: unknown, times = Number.POSITIVE_INFINITY): Answers =>
  (name, given) => {
    if (name === failingName && times > 0) {
      times -= 1;
      return failure;
    }
    return well(name, given);
  };

describe('the factory orchestration', () => {
  it('goes through all seven stages in their order', () => {
    const { result, log } = drive(factory, input, well);

    expect(result).toEqual({ status: 'completed' });
    expect(log).toEqual([
      'recordTransition project.started',
      'recordTransition stage.started vision',
      'planProduct',
      'recordTransition stage.completed vision',
      'recordTransition stage.started architecture',
      'designArchitecture',
      'writeContracts',
      'recordTransition stage.completed architecture',
      'recordTransition stage.started engineering',
      'verifyExtensions',
      'microservice',
      'recordTransition stage.completed engineering',
      'recordTransition stage.started quality',
      'quality',
      'recordTransition stage.completed quality',
      'recordTransition stage.started devops',
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
      'deployment',
      'closeWorkItems',
      'writeSummary',
      'rememberProject',
      'recordTransition stage.completed deployment',
      'recordTransition project.completed',
    ]);
  });

  it('checks a solution as a whole, commits what its services share and follows its processes', () => {
    const { log } = drive(factory, input, (name, given) =>
      name === 'designArchitecture'
        ? ok({ services: ['orders', 'payments'], isSolution: true })
        : well(name, given),
    );

    const own = ['verifySolution', 'generatePlatform', 'verifyPlatform', 'commitPlatform', 'followProcesses'];
    expect(log.filter((line) => own.includes(line))).toEqual(own);
    expect(log.indexOf('verifySolution')).toBeGreaterThan(log.lastIndexOf('quality'));
    expect(log.indexOf('verifyPlatform')).toBeGreaterThan(log.lastIndexOf('generateDelivery'));
    expect(log.indexOf('followProcesses')).toBeGreaterThan(log.lastIndexOf('deployment'));
    expect(log.filter((line) => line === 'commitService')).toHaveLength(2);
  });

  it('tries a transient failure again after 0, 5, 15 and 60 seconds and then ends the project with the reason', () => {
    const { result, log, scheduled } = drive(factory, input, failing('planProduct', transient));

    expect(result).toEqual({ status: 'failed', kind: 'transient' });
    expect(log).toEqual([
      'recordTransition project.started',
      'recordTransition stage.started vision',
      'planProduct',
      'recordTransition activity.retrying vision',
      'planProduct',
      'recordTransition activity.retrying vision',
      'timer +5 s',
      'planProduct',
      'recordTransition activity.retrying vision',
      'timer +15 s',
      'planProduct',
      'recordTransition activity.retrying vision',
      'timer +60 s',
      'planProduct',
      'recordTransition stage.failed vision',
      'recordTransition project.failed vision',
    ]);
    expect(scheduled.at(-1)?.input).toMatchObject({
      failure: transient.failure,
      message: 'The disk is busy.',
    });
    expect(
      scheduled.filter(({ name }) => name === 'planProduct').map((call) => call.input['attempt']),
    ).toEqual([1, 2, 3, 4, 5]);
  });

  it('goes on after a transient failure that passed', () => {
    const { result, log } = drive(factory, input, failing('planProduct', transient, 1));

    expect(result).toEqual({ status: 'completed' });
    expect(log.filter((line) => line === 'planProduct')).toHaveLength(2);
  });

  it('waits as long as the service asked for when that is longer', () => {
    const slow = { ok: false, failure: { ...transient.failure, retryAfterMs: 30_000 } };
    const { log } = drive(factory, input, failing('createWorkItems', slow, 1));

    expect(log).toContain('timer +30 s');
  });

  it('ends the project at once on any other failure', () => {
    const gate = { ok: false, failure: { kind: 'quality-gate', message: 'check types failed' } };
    const { result, log } = drive(factory, input, failing('quality', gate));

    expect(result).toEqual({ status: 'failed', kind: 'quality-gate' });
    expect(log.slice(-3)).toEqual([
      'quality',
      'recordTransition stage.failed quality',
      'recordTransition project.failed quality',
    ]);
  });

  it('stops a stage that lacks a required artifact', () => {
    const { result } = drive(factory, input, (name, given) =>
      name === 'recordTransition' && given['type'] === 'stage.completed'
        ? {
            ok: false,
            failure: {
              kind: 'quality-gate',
              message: 'Stage vision cannot complete without: plan/roadmap.md.',
            },
          }
        : well(name, given),
    );

    expect(result).toEqual({ status: 'failed', kind: 'quality-gate' });
  });
});
