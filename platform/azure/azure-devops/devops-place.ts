import type { ProjectDefinition } from '../../../factory/domain/project-definition.ts';
import { PortError } from '../../port-error.ts';

/** Where a project's repositories, work items and pipelines are: an organisation and a project of Azure DevOps, by name. */
export type DevOpsPlace = ProjectDefinition['azureDevOps'];

/** The place of a factory project; throws `invalid-configuration` for a project that this tenant does not have. */
export type PlaceOf = (projectId: string) => Promise<DevOpsPlace>;

const encoded = (segment: string): string => {
  if (/^\.{0,2}$/.test(segment))
    throw new PortError('invalid-configuration', 'A name of Azure DevOps is empty or only dots.');
  return encodeURIComponent(segment);
};

/** Of segments that are names, not paths. */
export const pathOf = (...segments: readonly (string | number)[]): string =>
  segments.map((segment) => `/${encoded(String(segment))}`).join('');
