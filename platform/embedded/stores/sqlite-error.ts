import type { FailureKind } from '../../../factory/domain/failure.ts';
import { isFullDisk } from '../full-disk.ts';
import { PortError } from '../../port-error.ts';

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html) that have an answer of their own. */
const answers: Record<number, { kind: FailureKind; advice: string }> = {
  5: { kind: 'transient', advice: 'Another process holds it; try again.' },
  6: { kind: 'transient', advice: 'Another statement holds it; try again.' },
  8: { kind: 'invalid-configuration', advice: 'Make the file and its folder writable.' },
  10: { kind: 'transient', advice: 'Check the disk.' },
  11: { kind: 'critical', advice: 'The file is damaged: restore it from a backup.' },
  13: { kind: 'transient', advice: 'The disk that holds it is full: free space there.' },
  14: { kind: 'invalid-configuration', advice: 'Check that the folder exists and may be written.' },
  26: { kind: 'invalid-configuration', advice: 'The file is no SQLite database: move it away.' },
};

const FILE_ERRORS: readonly unknown[] = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'];

/** Classifies what SQLite or the file system threw; anything else, a bug of ours, passes unchanged. */
export const toPortError = (error: unknown, file: string): unknown => {
  if (PortError.is(error) || !(error instanceof Error)) return error;
  if ('errcode' in error && typeof error.errcode === 'number') {
    // The low byte of an extended result code is the primary one.
    const answer = answers[error.errcode % 256];
    return answer
      ? new PortError(answer.kind, `The store ${file}: ${error.message}. ${answer.advice}`, { cause: error })
      : error;
  }
  if (isFullDisk(error))
    return new PortError(
      'transient',
      `The store ${file} cannot be written: ${error.message}. The disk that holds it is full: free space there.`,
      { cause: error },
    );
  if ('code' in error && FILE_ERRORS.includes(error.code)) {
    return new PortError(
      'invalid-configuration',
      `The store ${file} cannot be opened: ${error.message}. Choose a workspace folder that can be written.`,
      { cause: error },
    );
  }
  return error;
};
