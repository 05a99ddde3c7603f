import { availableParallelism } from 'node:os';

import { createLimitedQueue } from '../../host/limited-queue.ts';

/** Runs a job as soon as an agent is free, in the order of arrival. */
export type Agents = <T>(job: () => Promise<T>) => Promise<T>;

/**
 * The pool that the jobs of all pipelines share. Tests and compilers keep a core busy each: with more agents than cores, four
 * services take a tenth more processor time.
 */
export const createAgents = (count = Math.max(2, availableParallelism())): Agents => {
  const queue = createLimitedQueue<() => Promise<void>>(count, (job) => job());
  return (job) =>
    new Promise((resolve, reject) => {
      queue.add(() => job().then(resolve, reject));
    });
};
