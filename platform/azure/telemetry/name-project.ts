import { context } from '@opentelemetry/api';

import { scopeOf, type WorkScope } from './work-scope.ts';

/** Tells which project the invocation that is running is for, where that was not known when it began. The first one told stays. */
export const nameProject = (named: Required<Pick<WorkScope, 'projectId' | 'correlationId'>>): void => {
  const scope = scopeOf(context.active());
  if (!scope || scope.projectId !== undefined) return;
  scope.projectId = named.projectId;
  scope.correlationId ??= named.correlationId;
};
