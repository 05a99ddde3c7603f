import type { ServiceBusQueueHandler } from '@azure/functions';

import { controlMessageSchema, type ControlMessage } from '../factory/domain/control-message.ts';
import { personOfSender, type Sender } from '../factory/domain/sender.ts';
import { recordCancellation } from './audit/deeds.ts';
import type { FunctionDeps } from './function-deps.ts';
import { acceptedReply, requestKey } from './messages/accepted-reply.ts';
import { handleMessage, rejection, type Received, type Response } from './messages/handle-message.ts';
import { accepted } from './projects/accepted.ts';
import { cancel } from './projects/cancel.ts';
import { cancelRequest } from './projects/cancel-request.ts';
import { makeDecision } from './reviews/make-decision.ts';
import type { Wake } from './reviews/wake.ts';

type Of<Type extends ControlMessage['type']> = Received<Extract<ControlMessage, { type: Type }>>;

const cancelBy = async (
  deps: FunctionDeps,
  sender: Sender,
  { message, facts, context }: Of<'project.cancel.v1'>,
  wake: Wake,
): Promise<Response> => {
  const { projectId, request, reason } = message.data;
  const person = personOfSender(sender);
  const by = person.name;
  const wakeProject = (id: string) => wake(context, id);
  const made =
    request === undefined
      ? await cancel(deps, { projectId, reason, by }, wakeProject)
      : await cancelRequest(
          deps,
          {
            idempotencyKey: requestKey(sender.name, request),
            correlationId: facts.correlationId,
            submittedBy: by,
            sender: sender.name,
            reason,
            by,
          },
          wakeProject,
        );
  await recordCancellation(deps.ports, made, person);
  const { answer, project } = made;
  // Cancelling what is cancelled was done before: the message came twice.
  return acceptedReply(project?.status === 'cancelled' ? accepted(project) : answer);
};

const decideBy = async (
  deps: FunctionDeps,
  sender: Sender,
  { message: { data }, context }: Of<'review.decide.v1'>,
  wake: Wake,
): Promise<Response> => {
  const { answer, review } = await makeDecision(deps, { ...data, by: personOfSender(sender) }, (projectId) =>
    wake(context, projectId),
  );
  if (!review?.decision) return rejection(answer);
  const { id, projectId, decision } = review;
  return {
    type: 'review.decided.v1',
    subject: projectId,
    data: { reviewId: id, projectId, decision: decision.decision.kind, by: decision.by, at: decision.at },
  };
};

/** The queue on which a sender cancels and decides, as over HTTP; it never waits behind requests. */
export const acceptControl = (deps: FunctionDeps, sender: Sender, wake: Wake): ServiceBusQueueHandler =>
  handleMessage(deps, { sender, queue: sender.control, schema: controlMessageSchema }, (received) => {
    const { message, ...rest } = received;
    return message.type === 'project.cancel.v1'
      ? cancelBy(deps, sender, { ...rest, message }, wake)
      : decideBy(deps, sender, { ...rest, message }, wake);
  });
