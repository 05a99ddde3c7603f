import type { ServiceBusQueueHandler } from '@azure/functions';

import { requestMessageSchema } from '../factory/domain/request-message.ts';
import { personOfSender, type Sender } from '../factory/domain/sender.ts';
import type { FunctionDeps } from './function-deps.ts';
import { problem } from './http/problem.ts';
import { acceptedReply, requestKey } from './messages/accepted-reply.ts';
import { handleMessage, rejection } from './messages/handle-message.ts';
import { requestProject } from './projects/request-project.ts';
import type { StartProject } from './projects/start-project.ts';

const NO_CHANGES = 'This version cannot change a project. Send the definition as a new project.';

/** The queue on which a sender asks for projects: starts one as `POST /api/projects` does. */
export const acceptRequest = (
  deps: FunctionDeps,
  sender: Sender,
  start: StartProject,
): ServiceBusQueueHandler =>
  handleMessage(
    deps,
    { sender, queue: sender.requests, schema: requestMessageSchema },
    async ({ message, facts, context }) => {
      if (message.type === 'project.change.v1') return rejection(problem('not-supported', NO_CHANGES));
      const asked = {
        definition: message.data.definition,
        idempotencyKey: requestKey(sender.name, message.id),
        correlationId: facts.correlationId,
        submittedBy: personOfSender(sender).name,
        sender: sender.name,
      };
      return acceptedReply(await requestProject(deps, asked, (project) => start(context, project)));
    },
  );
