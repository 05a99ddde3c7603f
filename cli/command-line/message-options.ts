import type { MessageAction } from '../commands/messages.ts';
import type { Own } from './read-arguments.ts';
import { usageError } from './usage-error.ts';

/** What a command line wants done with messages. Throws `CliError`. */
export const messageActionOf = (
  shown: string | undefined,
  { resubmit, discard, reason }: Own,
): MessageAction => {
  if ([shown, resubmit, discard].filter((id) => id !== undefined).length > 1)
    throw usageError(
      'One message at a time.',
      'There is more than one to show, resubmit or discard.',
      'messages',
    );
  if (discard === undefined && reason !== undefined)
    throw usageError('--reason belongs to --discard.', 'Nothing is discarded here.', 'messages');
  if (shown !== undefined) return { act: 'show', id: shown };
  if (resubmit !== undefined) return { act: 'resubmit', id: resubmit };
  if (discard === undefined) return { act: 'list' };
  if (!reason?.trim())
    throw usageError('--discard needs --reason.', 'What is dropped is gone for good.', 'messages');
  return { act: 'discard', id: discard, reason };
};
