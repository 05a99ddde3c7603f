import type { Ports } from '../../../../platform/ports.ts';

/** Who calls ports: an activity or a request. Once dead, nothing that it asks for happens any more. */
export type Caller = {
  isDead: boolean;
  /** Calls after which it dies. */
  diesAfter: number;
};

export const aCaller = (diesAfter = Infinity): Caller => ({ isDead: false, diesAfter });

type Methods = Readonly<Record<string, (...given: never[]) => unknown>>;

const metered = <T extends object>(port: T, turn: () => Promise<void>): T =>
  Object.fromEntries(
    Object.entries(port as Methods).map(([name, method]) => [
      name,
      async (...given: never[]): Promise<unknown> => {
        await turn();
        return method(...given);
      },
    ]),
  ) as T;

/** Ports of which every call waits for its turn: others may come between any two. */
export const meteredPorts = (ports: Ports, caller: Caller, turn: () => Promise<void>): Ports => {
  const own = async (): Promise<void> => {
    await turn();
    caller.diesAfter -= 1;
    if (caller.diesAfter < 0) caller.isDead = true;
    if (caller.isDead) throw new Error('The process is dead.');
  };
  const { clock, interruption, ...rest } = ports;
  return {
    ...(Object.fromEntries(Object.entries(rest).map(([name, port]) => [name, metered(port, own)])) as Omit<
      Ports,
      'clock' | 'interruption'
    >),
    clock,
    interruption,
  };
};
