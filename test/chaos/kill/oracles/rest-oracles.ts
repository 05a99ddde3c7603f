import type { Observation } from '../observe/observation.ts';
import type { Oracle } from './oracle.ts';

/** What must hold in any workspace in which nothing runs any more. */
export const restOracles: readonly Oracle<unknown>[] = [
  { name: 'databases', check: ({ damage }: Observation) => damage },
  { name: 'processes', check: ({ processes }) => processes.map((one) => `still runs: ${one}`) },
  { name: 'engine', check: ({ records }) => records.pending.map((one) => `left: ${one}`) },
  { name: 'temporary folders', check: ({ records }) => records.temporary.map((one) => `left: ${one}`) },
];
