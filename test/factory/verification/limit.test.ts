import { expect, it } from 'vitest';

import { limit } from '../../../factory/verification/limit.ts';

it('runs no more than it may at a time, in order, and goes on after a failure', async () => {
  const limited = limit(2);
  const started: number[] = [];
  const gates = [0, 1, 2, 3].map(() => Promise.withResolvers<number>());
  const tasks = gates.map((gate, index) =>
    limited(() => {
      started.push(index);
      return gate.promise;
    }),
  );
  await Promise.resolve();
  expect(started).toEqual([0, 1]);
  gates[1]!.reject(new Error('broken'));
  await expect(tasks[1]).rejects.toThrow('broken');
  expect(started).toEqual([0, 1, 2]);
  for (const [index, gate] of gates.entries()) gate.resolve(index);
  expect(await Promise.all([tasks[0], tasks[2], tasks[3]])).toEqual([0, 2, 3]);
  expect(started).toEqual([0, 1, 2, 3]);
});
