/** What tells the ids of a later run from those of the first, which have none. */
export const ofRun = (run: number | undefined): string =>
  run === undefined || run === 1 ? '' : `run-${run}`;
