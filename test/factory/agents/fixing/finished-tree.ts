import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import { deliveredRepository } from '../../verification/fixtures/delivered-repository.ts';
import { serviceTree } from '../../verification/fixtures/service-tree.ts';
import { auditPlan } from '../quality/fixtures/audit-plan.ts';
import { tracedAuditBlueprint } from '../quality/fixtures/traced-audit-blueprint.ts';

/** The audit trail's repository, with everything that brings it to its environments. */
export const finishedTree = async (): Promise<GeneratedFile[]> => {
  const [service] = tracedAuditBlueprint.services;
  if (!service) throw new Error('The blueprint has no service.');
  const code = await serviceTree(auditPlan, tracedAuditBlueprint);
  const written = new Set(code.map(({ path }) => path));
  const delivered = await deliveredRepository(service, tracedAuditBlueprint);
  return [...code, ...delivered.filter(({ path }) => !written.has(path))];
};
