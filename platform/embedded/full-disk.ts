import { statfsSync } from 'node:fs';

/** Below this nothing is begun any more: what runs must still be able to write what it did. Bytes. */
const RESERVE = 4 * 1024 * 1024;
/** Below this a failure that names a full disk is believed; generated code may print anything. Bytes. */
const SCARCE = 256 * 1024 * 1024;

const SQLITE_FULL = 13;
const WORDS = /ENOSPC|EDQUOT|no space left on device|database or disk is full|disk quota exceeded/i;

/** Whether an error, or what caused it, is that a disk or a share of it is full. */
export const isFullDisk = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  if (code === 'ENOSPC' || code === 'EDQUOT') return true;
  if (typeof errcode === 'number' && errcode % 256 === SQLITE_FULL) return true;
  return isFullDisk(error.cause);
};

/** Bytes that may still be written below a folder; unlimited where the system does not tell. */
export const freeBytes = (directory: string): number => {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
};

/** The state cannot be written for want of space: the host ends, what is on disk is whole, and the same work is done again later. */
export class FullDisk extends Error {
  constructor(directory: string, cause?: unknown) {
    const mebibytes = (freeBytes(directory) / 1024 ** 2).toFixed(1);
    super(
      `The disk that holds ${directory} is full: ${mebibytes} MiB are left there, and nothing is begun with less than ${RESERVE / 1024 ** 2}.`,
      { cause },
    );
    this.name = 'FullDisk';
  }
}

/** Whether a folder's disk has too little left to begin anything. */
export const isOutOfSpace = (directory: string, free = freeBytes(directory)): boolean => free < RESERVE;

/** Whether what failed with these words failed for want of space below a folder. */
export const failedForSpace = (directory: string, words: string, free = freeBytes(directory)): boolean =>
  isOutOfSpace(directory, free) || (free < SCARCE && WORDS.test(words));
