import { PortError } from '../../port-error.ts';

/** How often a change starts over because another writer came between. */
const MAX_ATTEMPTS = 100;

/**
 * Reads, changes and writes until no other writer came between. `attempt` answers `undefined` where one did.
 *
 * @param what is changed, for people: `Project p-…`
 */
export const changing = async <T>(
  what: string,
  attempt: () => Promise<{ done: T } | undefined>,
): Promise<T> => {
  for (let number = 1; number <= MAX_ATTEMPTS; number += 1) {
    const outcome = await attempt();
    if (outcome) return outcome.done;
  }
  throw new PortError('transient', `${what} is being changed by others all the time. Try again.`);
};
