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

it('gives the place of one that ends to the one that waits, not to one that comes just then', async () => {
  const limited = limit(1);
  let running = 0;
  let most = 0;
  const task = async () => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
  };
  const gate = Promise.withResolvers<void>();
  const first = limited(() => gate.promise);
  const second = limited(task);
  const arrivals = [0, 1, 2, 3].map((turns) => {
    let turn: Promise<void> = gate.promise;
    for (let count = 0; count < turns; count += 1) turn = turn.then(() => undefined);
    return turn.then(() => limited(task));
  });
  gate.resolve();
  await Promise.all([first, second, ...arrivals]);
  expect(most).toBe(1);
});
