import type { GeneratedFile } from '../domain/artifact.ts';
import type { CheckResult } from '../domain/quality-report.ts';
import { checkBicep } from './checks/bicep.ts';
import { checkKubernetes } from './checks/kubernetes.ts';
import { checkPipelineSchema } from './checks/pipeline-schema.ts';
import { checkPlatformConsistency, type ServiceRepository } from './checks/platform-consistency.ts';
import { checkSecrets } from './checks/secrets.ts';
import { runCheck, type Clock } from './inspection.ts';

/**
 * The checks of the repository that several services share: those of a service's delivery but for the container files, of
 * which it has none. `consistency` also holds it against the services' repositories.
 */
export const verifyPlatform = async (input: {
  files: readonly GeneratedFile[];
  services: readonly ServiceRepository[];
  clock: Clock;
  bicepPath?: string | undefined;
}): Promise<CheckResult[]> => {
  const { files, services, clock, bicepPath } = input;
  return [
    await runCheck(clock, 'kubernetes', () => checkKubernetes(files)),
    await runCheck(clock, 'pipeline-schema', () => checkPipelineSchema(files)),
    await runCheck(clock, 'bicep', () => checkBicep(files, bicepPath)),
    await runCheck(clock, 'consistency', () => checkPlatformConsistency(files, services)),
    await runCheck(clock, 'secrets', () => checkSecrets(files)),
  ];
};
