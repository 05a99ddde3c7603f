import { isBinary } from '../../factory/domain/artifact.ts';
import { fileOf } from '../../factory/domain/artifact-bytes.ts';
import { PortError } from '../port-error.ts';

/** What is read of a repository: more files are refused, longer ones and what goes beyond the total stay unread. */
export const TREE_LIMITS = { files: 5_000, fileBytes: 1024 * 1024, totalBytes: 48 * 1024 * 1024 };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const isText = (bytes: Uint8Array): boolean => {
  if (bytes.includes(0)) return false;
  try {
    utf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** The text of a file that can be written again byte for byte; `undefined` for what is no text, or too large. */
export const contentOf = (path: string, bytes: Uint8Array): string | undefined =>
  bytes.length <= TREE_LIMITS.fileBytes && (isBinary(path) || isText(bytes))
    ? fileOf(path, bytes).content
    : undefined;

const tooLarge = (repository: string, what: string): PortError =>
  new PortError(
    'invalid-configuration',
    `${repository} is too large for the factory: ${what}. Take out what is no source, or change it by hand.`,
  );

export const refuseManyFiles = (repository: string, count: number): void => {
  if (count > TREE_LIMITS.files)
    throw tooLarge(repository, `it has ${count} files, ${TREE_LIMITS.files} can be read`);
};

export const refuseManyBytes = (repository: string, bytes: number): void => {
  if (bytes > TREE_LIMITS.totalBytes)
    throw tooLarge(repository, `its texts have more than ${TREE_LIMITS.totalBytes} bytes together`);
};
