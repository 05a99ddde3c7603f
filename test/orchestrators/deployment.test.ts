import { describe, expect, it } from 'vitest';

import { deployment } from '../../orchestrators/deployment.ts';
import { aWorld, failure, ok } from './a-world.ts';
import { drive } from './drive.ts';

const input = {
  projectId: 'p-1',
  correlationId: 'c-1',
  service: 'orders',
  repository: 'r/orders',
  commit: 'abc',
};
const broken = failure('pipeline', 'The pipeline of orders failed in step "build".');

const callsOf = (
  scheduled: readonly { name: string; input: Record<string, unknown>; at: number }[],
  name: string,
) => scheduled.filter((one) => one.name === name);

describe('a pipeline that goes on', () => {
  const attempts = (options: Parameters<typeof drive>[3], name = 'runPipeline') => {
    let tries = 0;
    const goesOn = failure('transient', 'Run 7 goes on.', { retryAfterMs: 15_000 });
    const world = aWorld({ fails: (one) => (one === name && (tries += 1) < 3 ? goesOn : undefined) });
    const { scheduled, open } = drive(deployment, input, world.answer, options);
    expect(open).toEqual([]);
    return callsOf(scheduled, name).map(({ at }) => at / 1_000);
  };

  it('is looked at after the time that the service asks for', () => {
    expect(attempts({})).toEqual([0, 15, 30]);
  });

  it('is looked at once where a hint says that there is news', () => {
    expect(attempts({ wakes: (event) => event === 'wake:runPipeline:1:0', brings: 'hint' })).toEqual([
      0, 0, 15,
    ]);
  });

  it.each([null, 'other', { hint: true }])('is not looked at sooner for %j', (brings) => {
    const wakes = (event: string) => event === 'wake:runPipeline:1:0';
    expect(attempts({ wakes, brings })).toEqual([0, 15, 30]);
  });

  it('has no other wait shortened by a hint', () => {
    const wakes = (event: string) => event === 'wake:deployService:1:0';
    expect(attempts({ wakes, brings: 'hint' }, 'deployService')).toEqual([0, 15, 30]);
  });
});

describe('a failed pipeline', () => {
  it('is fixed and run again on a new commit, three times, after 0, 5 and 15 seconds', () => {
    const world = aWorld({
      fails: (name) => (name === 'runPipeline' ? broken : undefined),
      decides: () => 'accept',
    });
    const { result, scheduled, open } = drive(deployment, input, world.answer);

    expect(
      callsOf(scheduled, 'runPipeline').map(({ at, input: given }) => [at / 1_000, given['commit']]),
    ).toEqual([
      [0, 'abc'],
      [0, 'abc1'],
      [5, 'abc2'],
      [20, 'abc3'],
    ]);
    expect(callsOf(scheduled, 'fixFindings').map(({ input: given }) => given['stage'])).toEqual([
      'deployment',
      'deployment',
      'deployment',
    ]);
    expect(world.asked).toMatchObject([{ service: 'orders', step: 'runPipeline', tries: 4 }]);
    expect(result).toEqual(ok(null));
    expect(open).toEqual([]);
  });

  it('has the revision that ran before restored each time', () => {
    const world = aWorld({
      fails: (name) => (name === 'smokeTest' ? broken : undefined),
      decides: () => 'accept',
    });
    const { scheduled } = drive(deployment, input, world.answer);

    expect(callsOf(scheduled, 'restoreRevision').map(({ input: given }) => given['commit'])).toEqual([
      'abc',
      'abc1',
      'abc2',
      'abc3',
    ]);
  });

  it('is put to the DevOps engineer at once when nothing can be changed', () => {
    const world = aWorld({
      fails: (name) => {
        if (name === 'fixFindings') return ok({ changed: 0, strategy: '' });
        return name === 'runPipeline' ? broken : undefined;
      },
      decides: () => 'accept',
    });
    const { scheduled } = drive(deployment, input, world.answer);

    expect(callsOf(scheduled, 'runPipeline')).toHaveLength(1);
    expect(world.asked).toHaveLength(1);
  });

  it('runs again with what a person amended', () => {
    let left = 4;
    const world = aWorld({
      fails: (name) => (name === 'runPipeline' && left-- > 0 ? broken : undefined),
      decides: () => 'retry',
    });
    const { result, scheduled } = drive(deployment, input, world.answer);

    expect(callsOf(scheduled, 'runPipeline').at(-1)?.input['commit']).toBe('abc4');
    expect(result).toEqual(ok(null));
  });

  it('is tried again as it is when what failed passes', () => {
    let left = 1;
    const world = aWorld({
      fails: (name) =>
        name === 'runPipeline' && left-- > 0 ? failure('transient', 'No agent is free.') : undefined,
    });
    const { scheduled } = drive(deployment, input, world.answer);

    expect(callsOf(scheduled, 'runPipeline').map(({ input: given }) => given['commit'])).toEqual([
      'abc',
      'abc',
    ]);
    expect(callsOf(scheduled, 'restoreRevision')).toEqual([]);
  });
});
