import type { HttpRequest, InvocationContext } from '@azure/functions';

import type { Caller } from '../../factory/domain/caller.ts';
import { projectIdSchema, tenantOfProject } from '../../factory/domain/tenant.ts';
import { recordDeed } from '../audit/record-deed.ts';
import type { FunctionDeps } from '../function-deps.ts';

type Refusal = {
  /** Of the operation. */
  name: string;
  request: HttpRequest;
  context: InvocationContext;
  depsOf: (tenant: string) => FunctionDeps;
  /** Absent: nobody. */
  caller?: Caller;
  why: string;
};

/** One record an hour for each person and operation: a caller cannot fill the trail of a project. */
const hourOf = (now: Date): string => now.toISOString().slice(0, 13);

/** Somebody of the tenant asked for what they may not: the project's own trail keeps it. */
const recordInTrail = async (
  { name, depsOf, why }: Refusal,
  { tenant, person, roles }: Caller,
  projectId: string,
): Promise<void> => {
  const { ports } = depsOf(tenant);
  const found = await ports.projects.get(projectId);
  if (!found) return;
  await recordDeed(ports, found.project, {
    id: `access-refused:${name}:${person.id ?? person.name}:${hourOf(ports.clock.now())}`,
    by: person,
    action: name,
    input: `roles: ${roles.join(', ') || 'none'}`,
    refused: why,
  });
};

/**
 * Keeps that access was refused: in the log, where it says who asked or for which project, and in the audit trail of a project that is the caller's tenant's. Nothing is read
 * or written of another tenant: the answer takes as long whether what it names exists or not.
 */
export const auditRefusal = async (refusal: Refusal): Promise<void> => {
  const { name, request, context, caller, why } = refusal;
  const projectId = projectIdSchema.safeParse(request.params['projectId']).data;
  if (!caller && projectId === undefined) return;
  const who = caller
    ? `${caller.person.id ?? caller.person.name} of tenant ${caller.tenant}`
    : 'Nobody known';
  const what = projectId === undefined ? name : `${name} of project ${projectId}`;
  context.warn(`Access refused: ${who} asked for ${what}: ${why}`);
  if (caller && projectId !== undefined && tenantOfProject(projectId) === caller.tenant)
    await recordInTrail(refusal, caller, projectId);
};
