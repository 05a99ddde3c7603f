import { context, trace } from '@opentelemetry/api';

import { projectSpan } from './project-trace.ts';
import { scopeOf, type WorkScope } from './work-scope.ts';

/** Tells which project the invocation that is running is for, where that was not known when it began. The first one told stays. */
export const nameProject = (named: Required<Pick<WorkScope, 'projectId' | 'correlationId'>>): void => {
  const scope = scopeOf(context.active());
  if (!scope || scope.projectId !== undefined) return;
  scope.projectId = named.projectId;
  scope.correlationId = named.correlationId;
};

/** Tells that the invocation that is running, begun for one project, led to another: one that was made before. */
export const linkProject = (projectId: string): void => {
  const scope = scopeOf(context.active());
  const span = trace.getSpan(context.active());
  const other = projectSpan(projectId);
  if (!scope || !span || !other || scope.projectId === projectId) return;
  scope.projectId = projectId;
  span.setAttribute('factory.project.id', projectId).addLink({ context: other });
};
