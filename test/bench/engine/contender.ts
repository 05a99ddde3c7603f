/** An engine that calls activity `next` (`step` → `step` + 1) so many times, one after the other, in an orchestration. */
export type Contender = () => Promise<{
  /** Runs one orchestration to its end; answers the sum of what its activities answered. */
  run(length: number): Promise<unknown>;
  close(): Promise<void>;
}>;
