import type { Plant } from '../simulate.ts';
import type { Run } from '../trace.ts';

/** Something that must hold in every run, and a fault that it must see. */
export type Oracle = {
  name: string;
  /** How a run violates it, a line each. */
  check: (run: Run) => string[];
  /** Made anew for each run. */
  plant: () => Plant;
};
