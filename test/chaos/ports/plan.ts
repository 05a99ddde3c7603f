import { createHash } from 'node:crypto';

import { WAYS, type Way } from './faulty-ports.ts';
import type { Scenario } from './ran.ts';

export type PortCase = { name: string; scenario: Scenario; target: string; way: Way };

type Calls = Readonly<Record<string, number>>;

const order = (seed: number, name: string): string =>
  createHash('sha256').update(`${seed} ${name}`).digest('hex');

/** Every way of failing of every method that a run calls, or else a cancelled one, in an order of the seed's. */
export const planPorts = (seed: number, run: Calls, cancelled: Calls): PortCase[] => {
  const targets = [...new Set([...Object.keys(run), ...Object.keys(cancelled)])].toSorted();
  return targets
    .flatMap((target) =>
      WAYS.map((way) => {
        const scenario: Scenario = target in run ? 'run' : 'cancelled';
        return { name: `${target}/${way}`, scenario, target, way };
      }),
    )
    .toSorted((a, b) => (order(seed, a.name) < order(seed, b.name) ? -1 : 1));
};

/** Methods of ports that neither run calls. */
export const notCalled = (methods: readonly string[], ...calls: readonly Calls[]): string[] =>
  methods.filter((method) => !calls.some((one) => method in one));
