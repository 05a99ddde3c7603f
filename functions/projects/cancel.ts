import { stopProject } from '../../factory/domain/project-transitions.ts';
import type { Project } from '../../factory/domain/project.ts';
import { transitionEvent } from '../../factory/domain/transition-event.ts';
import type { FunctionDeps } from '../function-deps.ts';
import type { Answer } from '../http/answer.ts';
import { bodySecrets } from '../http/body-secrets.ts';
import { problem } from '../http/problem.ts';
import { accepted } from './accepted.ts';
import { findProject } from './find-project.ts';

export type Cancellation = {
  projectId: string | undefined;
  reason?: string | undefined;
  /** Who cancels. */
  by: string;
};

export type CancelMade = {
  answer: Answer;
  /** As it stands now; absent where there is none. */
  project?: Project;
};

type Deps = { ports: Pick<FunctionDeps['ports'], 'projects' | 'publisher' | 'clock'> };

const refused = ({ id, status, endedAt, stop }: Project): Answer =>
  status === 'running'
    ? problem('project-ended', `Project ${id} is being stopped already: ${stop?.why ?? 'nobody said why'}`)
    : problem('project-ended', `Project ${id} ended as ${status}${endedAt ? ` at ${endedAt}` : ''}.`);

/** The refusal of a reason that holds a credential. */
export const secretReason = (body: unknown): Answer | undefined => {
  const errors = bodySecrets(body);
  return errors.length > 0
    ? problem('validation', `${errors.map(({ detail }) => detail).join('; ')}.`, { errors })
    : undefined;
};

export const reasonOf = ({ reason, by }: Pick<Cancellation, 'reason' | 'by'>): string =>
  reason ?? `${by} cancelled it.`;

/**
 * Marks a project and wakes what waits for it, however it was asked for: what runs ends at its next step, then what it did is
 * taken back. Asked again, it wakes again.
 */
export const cancel = async (
  { ports }: Deps,
  { projectId = '', reason, by }: Cancellation,
  wake: (projectId: string) => Promise<void>,
): Promise<CancelMade> => {
  const secret = secretReason({ reason });
  if (secret) return { answer: secret };
  const found = await findProject(ports.projects, { projectId });
  if ('missing' in found) return { answer: found.missing };
  const now = ports.clock.now();
  const project = await ports.projects.update(found.project.id, (latest) =>
    stopProject(latest, { reason: 'cancelled', why: reasonOf({ reason, by }), by, at: now.toISOString() }),
  );
  if (project.status !== 'running' || project.stop?.reason !== 'cancelled')
    return { answer: refused(project), project };
  const { id, correlationId, run } = project;
  const message = `Cancelled by ${project.stop.by}: ${project.stop.why}`.slice(0, 2_000);
  await ports.publisher.publish(
    transitionEvent({ projectId: id, correlationId, run }, 'project.stopping', now, { message }, 'cancelled'),
  );
  await wake(id);
  return { answer: accepted(project), project };
};
