import { tenantOfProject } from '../../../factory/domain/tenant.ts';
import { criticalError } from '../../port-error.ts';

/** Whether an id may be of this tenant: a project's id names its tenant, any other id is whoever's asks. */
export const isOwn = (tenant: string, projectId: string): boolean =>
  (tenantOfProject(projectId) ?? tenant) === tenant;

export const refuseForeign = (tenant: string, projectId: string): void => {
  if (!isOwn(tenant, projectId))
    throw criticalError('tenant-crossing', `${projectId} is not a project of the tenant who writes to it.`);
};

/** Partition key of what is kept for one project. */
export const projectPartition = (tenant: string, projectId: string): string => `${tenant}|${projectId}`;
