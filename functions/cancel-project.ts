import { stopProject } from '../factory/domain/project-transitions.ts';
import type { Project } from '../factory/domain/project.ts';
import { transitionEvent } from '../factory/domain/transition-event.ts';
import type { FunctionDeps } from './function-deps.ts';
import type { Answer } from './http/answer.ts';
import { endpoint } from './http/endpoint.ts';
import { problem } from './http/problem.ts';
import { bodySecrets } from './http/body-secrets.ts';
import { operations } from './openapi/operations.ts';
import { accepted } from './projects/accepted.ts';
import { findProject } from './projects/find-project.ts';
import type { Wake } from './reviews/wake.ts';

const refused = ({ id, status, endedAt, stop }: Project): Answer =>
  status === 'running'
    ? problem('project-ended', `Project ${id} is being stopped already: ${stop?.why ?? 'nobody said why'}`)
    : problem('project-ended', `Project ${id} ended as ${status}${endedAt ? ` at ${endedAt}` : ''}.`);

/**
 * `POST /api/projects/{projectId}/cancel`: marks the project and wakes what waits. What runs for it ends at its next step,
 * then what it did is taken back. Sent again, it wakes again.
 */
export const cancelProject = ({ ports, people }: FunctionDeps, wake: Wake) =>
  endpoint(operations.cancelProject, async ({ params, body, context, request }) => {
    const errors = bodySecrets(body);
    if (errors.length > 0)
      return problem('validation', `${errors.map(({ detail }) => detail).join('; ')}.`, { errors });
    const found = await findProject(ports.projects, params);
    if ('missing' in found) return found.missing;
    const now = ports.clock.now();
    const by = people.personOf(request).name;
    const why = body.reason ?? `${by} cancelled it.`;
    const project = await ports.projects.update(found.project.id, (latest) =>
      stopProject(latest, { reason: 'cancelled', why, by, at: now.toISOString() }),
    );
    if (project.status !== 'running' || project.stop?.reason !== 'cancelled') return refused(project);
    const { id, correlationId, run } = project;
    const message = `Cancelled by ${project.stop.by}: ${project.stop.why}`.slice(0, 2_000);
    await ports.publisher.publish(
      transitionEvent(
        { projectId: id, correlationId, run },
        'project.stopping',
        now,
        { message },
        'cancelled',
      ),
    );
    await wake(context, id);
    return accepted(project);
  });
