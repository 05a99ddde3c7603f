import type { DeadLetter } from '../factory/domain/dead-letter.ts';
import type { FunctionDeps } from './function-deps.ts';
import type { Answer } from './http/answer.ts';
import { endpoint } from './http/endpoint.ts';
import { problem } from './http/problem.ts';
import { oneLine } from './one-line.ts';
import { operations } from './openapi/operations.ts';

type Deps = Pick<FunctionDeps, 'ports'>;

const noMessage = (id: string): Answer =>
  problem('not-found', `There is no dead letter ${JSON.stringify(id)}: somebody may have decided on it.`);

/** `GET /api/messages/dead-letter` */
export const listDeadLetters = ({ ports }: Deps) =>
  endpoint(operations.listDeadLetters, async () => ({
    jsonBody: { items: await ports.deadLetters.list() },
  }));

/** Does something with a message that is there; of two callers at once one is answered that it is gone. */
const decide = async (
  { ports }: Deps,
  id: string,
  act: (id: string) => Promise<boolean>,
): Promise<DeadLetter | undefined> => {
  const found = (await ports.deadLetters.list()).find((message) => message.id === id);
  return found && (await act(id)) ? found : undefined;
};

/** `POST /api/messages/dead-letter/{messageId}/resubmit` */
export const resubmitDeadLetter = (deps: FunctionDeps) =>
  endpoint(operations.resubmitDeadLetter, async ({ params, context, request }) => {
    const id = params['messageId'] ?? '';
    const message = await decide(deps, id, deps.ports.deadLetters.resubmit);
    if (!message) return noMessage(id);
    const { name } = deps.people.personOf(request);
    context.info(`Message ${message.messageId} of ${message.receiver} was resubmitted by ${name}.`);
    return { jsonBody: message };
  });

/** `POST /api/messages/dead-letter/{messageId}/discard` */
export const discardDeadLetter = (deps: FunctionDeps) =>
  endpoint(
    operations.discardDeadLetter,
    async ({ params, body: { reason }, context, request }) => {
      const id = params['messageId'] ?? '';
      const message = await decide(deps, id, deps.ports.deadLetters.discard);
      if (!message) return noMessage(id);
      const { name } = deps.people.personOf(request);
      context.warn(
        `Message ${message.messageId} of ${message.receiver} was discarded by ${name}: ${oneLine(reason)}`,
      );
      return { jsonBody: message };
    },
    deps.maxBodyBytes,
  );
