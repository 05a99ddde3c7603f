import type { GeneratedFile } from '../domain/artifact.ts';
import type { CheckResult } from '../domain/quality-report.ts';
import { checkBicep } from './checks/bicep.ts';
import { checkConsistency } from './checks/consistency.ts';
import { checkContainers, checkImage } from './checks/containers.ts';
import { checkKubernetes } from './checks/kubernetes.ts';
import { checkPipelineSchema } from './checks/pipeline-schema.ts';
import { checkSecrets } from './checks/secrets.ts';
import { runCheck, type Clock } from './inspection.ts';

/**
 * The delivery checks of a service's repository: Kubernetes manifests, pipeline, Bicep templates, container files, secrets, and
 * that all of them agree with each other and with the code. `bicepPath` names a CLI; without it the one in `.bicep/` or on the path is used, and where there is none the check says so.
 */
export const verifyDelivery = async (input: {
  files: readonly GeneratedFile[];
  clock: Clock;
  bicepPath?: string | undefined;
}): Promise<CheckResult[]> => {
  const { files, clock, bicepPath } = input;
  const bicep = runCheck(clock, 'bicep', () => checkBicep(files, bicepPath));
  return [
    await runCheck(clock, 'kubernetes', () => checkKubernetes(files)),
    await runCheck(clock, 'pipeline-schema', () => checkPipelineSchema(files)),
    await bicep,
    await runCheck(clock, 'containers', () => checkContainers(files)),
    await runCheck(clock, 'image', checkImage),
    await runCheck(clock, 'consistency', () => checkConsistency(files)),
    await runCheck(clock, 'secrets', () => checkSecrets(files)),
  ];
};
