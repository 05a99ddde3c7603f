export type LimitedQueue<T> = {
  add(item: T): void;
  /** Starts nothing more; answers when what runs has ended. */
  stop(): Promise<void>;
};

/** Works on items in the order of their arrival, at most `limit` at a time. `work` handles its own errors. */
export const createLimitedQueue = <T>(limit: number, work: (item: T) => Promise<void>): LimitedQueue<T> => {
  const waiting: T[] = [];
  const running = new Set<Promise<void>>();
  let stopped = false;

  const next = (): void => {
    if (stopped || running.size >= limit) return;
    const item = waiting.shift();
    if (item === undefined) return;
    const run = work(item).finally(() => {
      running.delete(run);
      next();
    });
    running.add(run);
    next();
  };

  return {
    add: (item) => {
      waiting.push(item);
      next();
    },
    stop: async () => {
      stopped = true;
      await Promise.all(running);
    },
  };
};
