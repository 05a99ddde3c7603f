import { expect, it } from 'vitest';

import { factory } from '../../orchestrators/factory.ts';
import { aWorld, failure, type Decides } from './a-world.ts';
import { drive, type Answers } from './drive.ts';

const input = { projectId: 'p-1', correlationId: 'c-1' };
const services = ['catalogue', 'orders', 'payments', 'shipping'];

/** A project of four services, and which activities succeeded for which of them. */
const driveProject = (fails: Answers, decides: Decides = () => 'retry') => {
  const done = new Map<string, string[]>();
  const world = aWorld({ services, fails, decides });
  const answer: Answers = (name, given) => {
    const outcome = world.answer(name, given) as { ok: boolean } | undefined;
    if (outcome?.ok !== false) done.set(name, [...(done.get(name) ?? []), String(given['service'])]);
    return outcome;
  };
  return { ...drive(factory, input, answer), world, done };
};

it.each([
  ['microservice', 'engineering', 'assembleService', 'code-generation'],
  ['quality', 'quality', 'verifyService', 'quality-gate'],
  ['delivery', 'devops', 'verifyDelivery', 'quality-gate'],
  ['deployment', 'deployment', 'smokeTest', 'pipeline'],
])('a service that fails in its %s waits alone; the others do their work', (_, stage, activity, kind) => {
  let left = 30;
  const { result, world, done } = driveProject((name, given) =>
    name === activity && given['service'] === 'orders' && left-- > 0
      ? failure(kind, 'The service is held back.')
      : undefined,
  );

  expect(world.asked.every(({ service }) => service === 'orders')).toBe(true);
  expect(world.asked[0]).toMatchObject({ kind: 'failure', stage });
  expect(done.get(activity)?.toSorted()).toEqual(services);
  expect(result).toEqual({ status: 'completed' });
});

it('two that fail are both put to a person, each on its own', () => {
  const { world, result } = driveProject(
    (name, given) =>
      name === 'verifyService' && ['catalogue', 'payments'].includes(String(given['service']))
        ? failure('quality-gate')
        : undefined,
    () => 'accept',
  );

  expect(world.asked.map(({ service }) => service)).toEqual(['catalogue', 'payments']);
  expect(result).toEqual({ status: 'completed' });
});

it('an abort of one ends the whole project', () => {
  const { result, world } = driveProject(
    (name, given) =>
      name === 'verifyService' && given['service'] === 'orders' ? failure('quality-gate') : undefined,
    () => ({ stop: { reason: 'aborted', why: 'not worth it' } }),
  );

  expect(result).toEqual({ status: 'aborted' });
  expect(world.rolledBack).toEqual(['all']);
});
