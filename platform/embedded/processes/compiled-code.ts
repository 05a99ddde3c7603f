import { readdirSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the Node of generated services and their tools keeps compiled code (`NODE_COMPILE_CACHE`), shared between a user's runs:
 * a run of the tests starts in two thirds of the time. Apart from the factory's own, which generated code must not write to.
 */
export const compiledCodeDirectory = (): string =>
  join(homedir(), '.cache/connectsoft-factory/compiled-services');

const MAX_BYTES = 500 * 1024 ** 2;

const files = (directory: string): string[] => {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
};

const size = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Node never removes anything from the folder; one that has grown too large is emptied. */
export const trimCompiledCode = (directory = compiledCodeDirectory(), maxBytes = MAX_BYTES): void => {
  const bytes = files(directory).reduce((sum, path) => sum + size(path), 0);
  if (bytes > maxBytes) rmSync(directory, { recursive: true, force: true });
};
