import { projectDefinitionSchema } from '../../factory/domain/project-definition.ts';
import { unstarted, type Project } from '../../factory/domain/project.ts';
import { transitionEvent } from '../../factory/domain/transition-event.ts';
import type { FunctionDeps } from '../function-deps.ts';
import { accepted } from './accepted.ts';
import type { ProjectRequest } from './admit-project.ts';
import { cancel, reasonOf, secretReason, type Cancellation, type CancelMade } from './cancel.ts';

type Deps = Pick<FunctionDeps, 'newProjectId'> & {
  ports: Pick<FunctionDeps['ports'], 'projects' | 'publisher' | 'clock'>;
};

/** A request by its key, and who would have asked. */
export type CancelledRequest = Pick<ProjectRequest, 'correlationId' | 'submittedBy' | 'sender'> &
  Omit<Cancellation, 'projectId'> & { idempotencyKey: string };

const placeholder = (deps: Deps, request: CancelledRequest): Project => {
  const at = deps.ports.clock.now().toISOString();
  const { idempotencyKey, correlationId, submittedBy, sender, by } = request;
  return {
    ...unstarted(),
    id: deps.newProjectId(),
    correlationId,
    idempotencyKey,
    submittedBy,
    ...(sender === undefined ? {} : { sender }),
    definition: projectDefinitionSchema.parse({ text: 'Cancelled before its request came.' }),
    createdAt: at,
    endedAt: at,
    status: 'cancelled',
    awaitsRequest: true,
    stop: { reason: 'cancelled', why: reasonOf(request), by, at },
  };
};

/**
 * Cancels the project of a request, whether that has come or not: before, a project is written that is cancelled and waits for
 * its definition, so that the request, when it comes, starts nothing.
 */
export const cancelRequest = async (
  deps: Deps,
  request: CancelledRequest,
  wake: (projectId: string) => Promise<void>,
): Promise<CancelMade> => {
  const { reason, by, idempotencyKey } = request;
  const secret = secretReason({ reason, request: idempotencyKey });
  if (secret) return { answer: secret };
  const { projects, publisher, clock } = deps.ports;
  const { project } = await projects.create(placeholder(deps, request));
  if (!project.awaitsRequest) return cancel(deps, { projectId: project.id, reason, by }, wake);
  const { id, correlationId, run, stop } = project;
  await publisher.publish(
    transitionEvent({ projectId: id, correlationId, run }, 'project.cancelled', clock.now(), {
      message: `Cancelled before its request came: ${stop?.why ?? ''}`.slice(0, 2_000),
    }),
  );
  return { answer: accepted(project), project };
};
