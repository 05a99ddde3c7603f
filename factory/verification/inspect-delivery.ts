import type { GeneratedFile } from '../domain/artifact.ts';
import type { CheckName, Finding } from '../domain/quality-report.ts';
import { checkConsistency } from './checks/consistency.ts';
import { checkContainers } from './checks/containers.ts';
import { checkKubernetes } from './checks/kubernetes.ts';
import { checkPipelineSchema } from './checks/pipeline-schema.ts';

type Look = (files: readonly GeneratedFile[]) => readonly Finding[] | Promise<readonly Finding[]>;

/** A repository without an image is no service's: what services share is not held against containers and code. */
const ofService =
  (look: Look): Look =>
  (files) =>
    files.some(({ path }) => path === 'Dockerfile') ? look(files) : [];

/**
 * What delivery checks find in a tree, for whoever repairs it: findings alone, of the checks that are asked for. A check that
 * cannot run finds nothing. `templates` says what the template compiler finds.
 */
export const inspectDelivery =
  (templates: Look) =>
  async (files: readonly GeneratedFile[], checks: readonly CheckName[]): Promise<Finding[]> => {
    const looks: Readonly<Partial<Record<CheckName, Look>>> = {
      'pipeline-schema': (tree) => checkPipelineSchema(tree).findings,
      kubernetes: (tree) => checkKubernetes(tree).findings,
      containers: ofService((tree) => checkContainers(tree).findings),
      consistency: ofService((tree) => checkConsistency(tree).findings),
      bicep: templates,
    };
    const found: Finding[] = [];
    for (const check of checks) found.push(...((await looks[check]?.(files)) ?? []));
    return found;
  };
