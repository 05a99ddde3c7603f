import { PortError } from '../../../port-error.ts';

export const KEY_TRAILER = 'Factory-Key';

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
  if (input.key === '' || input.key !== input.key.trim() || /[\p{C}\p{Zl}\p{Zp}]/u.test(input.key)) {
    throw new PortError(
      'invalid-configuration',
      `The key ${JSON.stringify(input.key).slice(0, 200)} does not fit in a trailer: give printable text on one line.`,
    );
  }
  const ids = [...new Set(input.workItemIds)].toSorted((a, b) => a - b);
  return [
    text,
    ...(ids.length === 0 ? [] : [`Related work items: ${ids.map((id) => `AB#${id}`).join(', ')}`]),
    `${KEY_TRAILER}: ${input.key}\n`,
  ].join('\n\n');
};
