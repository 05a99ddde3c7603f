import { expect, test } from 'vitest';

import { createAgents } from '../../../../../platform/embedded/azure-devops/pipelines/agents.ts';

test('a job waits until an agent is free, and one that fails frees its agent', async () => {
  const agents = createAgents(2);
  const [first, second] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  const started: string[] = [];
  const run = (name: string, end: Promise<string>) =>
    agents(() => {
      started.push(name);
      return end;
    });
  const jobs = [
    run('first', first.promise),
    run('second', second.promise),
    run('third', Promise.resolve('c')),
  ];
  const outcomes = Promise.allSettled(jobs);
  expect(started).toEqual(['first', 'second']);
  second.reject(new Error('broken'));
  expect(await jobs[2]).toBe('c');
  expect(started).toEqual(['first', 'second', 'third']);
  first.resolve('a');
  expect((await outcomes).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
