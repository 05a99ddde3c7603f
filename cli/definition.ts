import { closeSync, openSync, readSync, statSync } from 'node:fs';

import { MAX_DEFINITION_LENGTH } from '../factory/domain/project-definition.ts';
import { CliError } from './cli-error.ts';
import { reasonOf } from './system-reason.ts';

/** Most bytes that an accepted text can have in UTF-8. */
const MAX_BYTES = MAX_DEFINITION_LENGTH * 4;

const checkText = (text: string, source: string): string => {
  const trimmed = text.trim();
  if (trimmed === '')
    throw new CliError(
      `${source} is empty.`,
      'There is nothing to read in it but blanks.',
      'Say in a sentence or a few what the service keeps and who does what.',
    );
  if (trimmed.length > MAX_DEFINITION_LENGTH)
    throw new CliError(
      `${source} is too long.`,
      `It has ${trimmed.length} characters, at most ${MAX_DEFINITION_LENGTH} are read.`,
      'Say what the service must do; leave out what it is not built from.',
    );
  return trimmed;
};

/** The first bytes of a file, one more than an accepted text can have. */
const readStart = (path: string): Buffer => {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(MAX_BYTES + 1);
    return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(file);
  }
};

const decode = (bytes: Buffer, path: string): string => {
  const binary = () =>
    new CliError(
      `${path} is not a text file.`,
      'It holds bytes that are no text in UTF-8.',
      'Save the definition as plain text in UTF-8.',
    );
  if (bytes.includes(0)) throw binary();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw binary();
  }
};

const readFile = (path: string): string => {
  const advice = 'Give --file the path of a text file.';
  try {
    if (!statSync(path).isFile())
      throw new CliError(`${path} is not a file.`, 'It is a folder or a device.', advice);
    const bytes = readStart(path);
    if (bytes.length <= MAX_BYTES) return decode(bytes, path);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`${path} cannot be read.`, reasonOf(error), advice);
  }
  throw new CliError(
    `${path} is too long.`,
    `It is larger than ${MAX_BYTES} bytes; a definition has at most ${MAX_DEFINITION_LENGTH} characters.`,
    'Say what the service must do; leave out what it is not built from.',
  );
};

/** The text to build from, given or in a file: trimmed, not empty, not too long. Throws `CliError`. */
export const definitionText = (given: { text: string } | { file: string }): string =>
  'text' in given ? checkText(given.text, 'The definition') : checkText(readFile(given.file), given.file);
