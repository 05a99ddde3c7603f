import { PortError } from '../port-error.ts';

export const KEY_TRAILER = 'Factory-Key';

/** Refuses what a trailer cannot hold. */
export const refuseTrailer = (what: string, value: string): void => {
  if (value === '' || value !== value.trim() || /[\p{C}\p{Zl}\p{Zp}]/u.test(value))
    throw new PortError(
      'invalid-configuration',
      `The ${what} ${JSON.stringify(value).slice(0, 200)} does not fit in a trailer: give printable text on one line.`,
    );
};

/** The values of a trailer in a message: of lines of its last paragraph, as git reads it. */
export const trailersOf = (message: string, name: string): string[] => {
  const paragraphs = message.trimEnd().split(/\n[ \t]*\n/);
  if (paragraphs.length < 2) return [];
  return (paragraphs.at(-1) ?? '')
    .split('\n')
    .filter((line) => line.startsWith(`${name}: `))
    .map((line) => line.slice(name.length + 2).trim());
};

/**
 * The message as git keeps it: what the caller says, the work items it mentions, and the key as the only trailer. A trailer
 * that the caller's text looks like does not count: git reads the last paragraph.
 */
export const commitMessage = (input: {
  key: string;
  message: string;
  workItemIds: readonly number[];
}): string => {
  const text = input.message
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\t]/gu, ' ')
    .trim();
  if (text === '')
    throw new PortError('invalid-configuration', 'A commit needs a message that says what it does.');
  refuseTrailer('key', input.key);
  const ids = [...new Set(input.workItemIds)].toSorted((a, b) => a - b);
  return [
    text,
    ...(ids.length === 0 ? [] : [`Related work items: ${ids.map((id) => `AB#${id}`).join(', ')}`]),
    `${KEY_TRAILER}: ${input.key}\n`,
  ].join('\n\n');
};
