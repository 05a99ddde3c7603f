import { readFileSync } from 'node:fs';

import type { Decision } from '../../factory/domain/decision.ts';
import { CliError } from '../cli-error.ts';
import type { GivenDecision } from '../command-line/decision-options.ts';
import { reasonOf } from '../system-reason.ts';

const readText = (path: string, option: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    throw new CliError(
      `${path} cannot be read.`,
      error instanceof TypeError ? 'It holds bytes that are no text in UTF-8.' : reasonOf(error),
      `Give --${option} the path of a text file.`,
    );
  }
};

/** Members of a definition: a JSON object as it is, anything else as a new text. */
const answerOf = (text: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // A text in plain English.
  }
  return { text: text.trim() };
};

/** A decision with what its files hold. Throws `CliError`. */
export const readDecision = (given: GivenDecision): Decision => {
  switch (given.kind) {
    case 'amend': {
      const { file, ...amendment } = given;
      return { ...amendment, content: readText(file, 'amend') };
    }
    case 'answer':
      return { kind: 'answer', data: answerOf(readText(given.file, 'answer')) };
    default:
      return given;
  }
};
