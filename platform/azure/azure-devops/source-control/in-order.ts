import { PortError } from '../../../port-error.ts';

/** Runs pieces of work that share a key one after another, in the order in which they came. */
export const createInOrder = () => {
  const last = new Map<string, Promise<unknown>>();
  return async <Value>(key: string, work: () => Promise<Value>): Promise<Value> => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
};

export type InOrder = ReturnType<typeof createInOrder>;

/** How often a piece of work starts over because somebody else moved the branch meanwhile. */
const MAX_ATTEMPTS = 5;

/** One piece of work after another, each started over while somebody else is about the same: while it answers `undefined`. */
export const createSettle =
  (inOrder: InOrder) =>
  async <Value>(fullName: string, attempt: () => Promise<Value | undefined>): Promise<Value> =>
    inOrder(fullName, async () => {
      for (let number = 1; number <= MAX_ATTEMPTS; number += 1) {
        const value = await attempt();
        if (value !== undefined) return value;
      }
      throw new PortError(
        'transient',
        `${fullName} was changed by others meanwhile, ${MAX_ATTEMPTS} times. Try again.`,
      );
    });
