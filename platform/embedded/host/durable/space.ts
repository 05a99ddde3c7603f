import { FullDisk, failedForSpace, isOutOfSpace } from '../../full-disk.ts';

/** Watches the disk for the engine: what a full one did to an activity is not that activity's result. */
export type Space = {
  /** Before something is begun. */
  problem(): Error | undefined;
  /** After an activity answered or threw; `words` are its result or its error. */
  problemOf(words: string, hasFailed: boolean): Error | undefined;
};

/** An activity's outcome as the factory writes it: `{"ok":false,…}`. */
const FAILED = /^\{"ok":false,/;

export const spaceOf = (directory: string): Space => ({
  problem: () => (isOutOfSpace(directory) ? new FullDisk(directory) : undefined),
  problemOf: (words, hasFailed) =>
    (hasFailed || FAILED.test(words)) && failedForSpace(directory, words)
      ? new FullDisk(directory)
      : undefined,
});
