import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Inspection } from '../inspection.ts';
import { agreementInspection } from './consistency/agreement-inspection.ts';
import { PLATFORM_KINDS } from './consistency/agreement.ts';
import { environmentAgreements } from './consistency/environments.ts';
import { treeOf } from './consistency/tree.ts';
import { serviceNamespaces } from './platform/service-namespaces.ts';
import { sharedNames } from './platform/shared-names.ts';
import { sharedResources } from './platform/shared-resources.ts';
import { sharedTopics } from './platform/shared-topics.ts';
import { serviceTree } from './platform/shared-tree.ts';

/** A service's name and the files of its repository. */
export type ServiceRepository = { name: string; files: readonly GeneratedFile[] };

/**
 * Holds the repository that the services share against itself and against theirs: what they look for there by name is made
 * there under that name.
 */
export const checkPlatformConsistency = (
  files: readonly GeneratedFile[],
  services: readonly ServiceRepository[],
): Inspection => {
  const tree = treeOf(files);
  const trees = services.map(serviceTree);
  return agreementInspection(
    [
      ...sharedNames(tree, trees),
      ...environmentAgreements(tree),
      ...sharedResources(tree, trees),
      ...sharedTopics(tree, trees),
      ...serviceNamespaces(tree, trees),
    ],
    PLATFORM_KINDS,
  );
};
