import type { ServiceBusQueueHandler } from '@azure/functions';
import { z } from 'zod';

import { projectDefinitionSchema } from '../factory/domain/project-definition.ts';
import { rejectedMessage, rejectedQueue } from './events/rejected-message.ts';
import type { FunctionDeps } from './function-deps.ts';
import { bodyErrors } from './http/field-errors.ts';
import { idempotencyKeySchema } from './openapi/operations.ts';
import { admitProject } from './projects/admit-project.ts';
import { secretErrors } from './projects/secret-errors.ts';
import type { StartProject } from './projects/start-project.ts';

/** Messages carry nobody's name: their projects are this queue's. */
const QUEUE = 'factory-requests';

/** Delivery is at least once, so the key is not optional here. */
const requestSchema = z.strictObject({
  definition: projectDefinitionSchema,
  idempotencyKey: idempotencyKeySchema,
});

/** Queue `factory-requests`: starts a project as `POST /api/projects` does. */
export const acceptRequest =
  (deps: FunctionDeps, start: StartProject): ServiceBusQueueHandler =>
  async (message, context) => {
    const reject = (reason: string) => {
      const rejected = rejectedMessage(QUEUE, reason, message);
      context.warn(`Request rejected: ${rejected.reason}`);
      context.extraOutputs.set(rejectedQueue, rejected);
    };
    const request = requestSchema.safeParse(message);
    if (!request.success)
      return reject(
        bodyErrors(request.error)
          .map(({ detail }) => detail)
          .join('; '),
      );
    const admission = await admitProject(
      deps,
      { ...request.data, correlationId: context.invocationId, submittedBy: QUEUE },
      (project) => start(context, project),
    );
    if (admission.outcome === 'secret')
      reject(
        secretErrors(admission.fields)
          .map(({ detail }) => detail)
          .join('; '),
      );
    if (admission.outcome === 'refused') reject(`${admission.reason} ${admission.suggestion}`);
    if (admission.outcome === 'key-reused')
      reject(`idempotencyKey ${admission.key} already made a project from another definition`);
  };
