import { json, noInput, operators, problem } from './operation-parts.ts';
import type { Operation } from './operation.ts';

const noMessage = problem('No such dead letter: somebody may have decided on it.');

/** Operations on messages that nobody could work on. */
export const messageOperations = {
  listDeadLetters: {
    ...noInput,
    method: 'GET',
    path: '/api/messages/dead-letter',
    access: operators,
    summary: 'Messages that nobody could work on, oldest first, each with the reason.',
    responses: { 200: json('DeadLetterList', 'The messages.') },
  },
  resubmitDeadLetter: {
    ...noInput,
    method: 'POST',
    path: '/api/messages/dead-letter/{messageId}/resubmit',
    access: operators,
    summary: 'Give a message to its receiver once more, as if it had just come.',
    responses: { 200: json('DeadLetter', 'As it was; it is on its way.'), 404: noMessage },
  },
  discardDeadLetter: {
    ...noInput,
    method: 'POST',
    path: '/api/messages/dead-letter/{messageId}/discard',
    access: operators,
    summary: 'Drop a message for good. The log keeps who wanted it, and why.',
    body: 'DiscardReason',
    responses: {
      200: json('DeadLetter', 'As it was; it is gone.'),
      400: problem('The body is not what the schema asks for; `errors` names every field.'),
      404: noMessage,
      413: problem('The body is larger than 1 MiB.'),
      415: problem('The body is not application/json.'),
    },
  },
} satisfies Record<string, Operation>;
