import { failed, type Outcome } from '../factory/domain/failure.ts';
import { followProcesses } from '../factory/verification/solution/process-test.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile, readBlueprint } from './lib/artifact-texts.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';
import { notDeployed } from './lib/not-deployed.ts';
import { runningServices } from './lib/running-services.ts';

type Used = Pick<Ports, 'projects' | 'artifacts' | 'runtime' | 'actions' | 'publisher' | 'clock'>;

/** Deployment: every path of every business process, through the services as they run now. */
export const createFollowProcesses =
  (ports: Used) =>
  (input: ActivityInput): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      {
        stage: 'deployment',
        agent: 'process-tester',
        action: 'follow the processes',
        input: 'running services',
      },
      async () => {
        const why = await notDeployed(ports.projects, input.projectId);
        if (why !== undefined)
          return { ok: true, value: { result: null, facts: { output: `not run: ${why}` } } };
        const blueprint = await readBlueprint(ports.artifacts, input.projectId);
        const processes = await followProcesses({
          blueprint,
          endpoints: await runningServices(ports, input.projectId),
          hops: (correlationId) => ports.runtime.hops(input.projectId, correlationId),
          correlationPrefix: `${input.correlationId}-${input.attempt}`,
          clock: ports.clock,
        });
        await ports.artifacts.putAll(input.projectId, 'deployment', [
          jsonFile('deployment/processes.json', processes),
        ]);
        await ports.projects.update(input.projectId, (project) => ({ ...project, processes }));
        const broken = processes.filter(({ status }) => status === 'failed');
        if (broken.length > 0) {
          const details = broken.map(({ process, path, detail }) => `${process}, ${path}: ${detail}`);
          return failed('pipeline', `A process does not run through the services. ${details.join('; ')}`);
        }
        const hops = processes.reduce((sum, process) => sum + process.hops.length, 0);
        const output = `${processes.length} paths, ${hops} hops`;
        return { ok: true, value: { result: null, facts: { output } } };
      },
    );
