/** What was asked for on the command line. */
export type ChaosOptions = {
  /** All randomness of a run comes from it. */
  seed: number;
  /** Kills of runs with real tools, and of runs whose verification is replayed from a recording. */
  kills: number;
  replayed: number;
  /** Simulated runs. */
  seeds: number;
  /** Only this run of a part's plan, from 1; absent is all. */
  case?: number | undefined;
  /** Only the case of this name, where a part names its cases. */
  named?: string | undefined;
  /** True: each oracle is also shown a planted violation and must catch it. */
  plant: boolean;
  /** Milliseconds until the bound on time; nothing new is begun at zero or below. */
  timeLeft: () => number;
};

/** Something that must not happen did. */
export type Violation = {
  what: string;
  /** Options of `npm run chaos --` that make it happen again, with the seed: `--only kill --seed 7 --kills 3`. */
  repeat: string;
};

export type Outcome = {
  /** Numbers of what was done, for the last line: `2000 seeds, 6 oracles`. */
  figures: string;
  violations: readonly Violation[];
  /** What was asked for and not done, with the reason: `3 kills (no time left)`. Absent when all was done. */
  notRun?: string | undefined;
};

/** One kind of chaos: a module below test/chaos that exports it as `part`. `print` writes a line while it goes on. */
export type Part = (options: ChaosOptions, print: (line: string) => void) => Promise<Outcome>;
