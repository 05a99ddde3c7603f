import { inOrder, type Exclusively } from './exclusively.ts';

/** For a process that is alone with its store: work under a key waits for the work before. */
export const inProcessLock = (): Exclusively => {
  const last = new Map<string, Promise<void>>();
  return inOrder(async (key, work) => {
    const before = last.get(key);
    const { promise, resolve } = Promise.withResolvers<void>();
    last.set(key, promise);
    await before;
    try {
      return await work();
    } finally {
      resolve();
      if (last.get(key) === promise) last.delete(key);
    }
  });
};
