import type { Outcome } from '../factory/domain/failure.ts';
import { changeService } from '../factory/domain/project-transitions.ts';
import { isSolution, subscriptionsOf } from '../factory/domain/solution.ts';
import type { Ports } from '../platform/ports.ts';
import { readBlueprint, serviceOf } from './lib/artifact-texts.ts';
import { recorded } from './lib/recorded.ts';
import { undoable } from './lib/undoable.ts';
import type { RevisionInput } from './run-pipeline.ts';

type Used = Pick<Ports, 'projects' | 'artifacts' | 'runtime' | 'undo' | 'actions' | 'publisher' | 'clock'>;

const noteNotRun = ({ projects }: Used, projectId: string, service: string, detail: string) =>
  projects.update(projectId, (project) =>
    changeService(project, service, { deployment: { status: 'not-run', detail } }),
  );

/**
 * Deployment: starts the committed revision and waits until it says that it is ready. Where nothing of the factory hosts it,
 * the project says so, and the endpoint is empty.
 */
export const createDeployService =
  (ports: Used) =>
  (input: RevisionInput): Promise<Outcome<{ endpoint: string }>> =>
    recorded(
      ports,
      input,
      {
        stage: 'deployment',
        agent: 'deployer',
        action: 'start the committed revision',
        input: `${input.repository} at ${input.commit.slice(0, 10)}`,
        service: input.service,
      },
      async () => {
        const { projectId, service, repository, commit } = input;
        const blueprint = await readBlueprint(ports.artifacts, projectId);
        const subscriptions = isSolution(blueprint) && subscriptionsOf(serviceOf(blueprint, service));
        const marker = `deployment:${projectId}:${service}:${commit}`;
        const deployed = await undoable(
          ports,
          {
            projectId,
            stage: 'deployment',
            service,
            kind: 'deployment',
            marker,
            args: { service, commit },
          },
          () =>
            ports.runtime.deploy({
              projectId,
              service,
              repository,
              commit,
              ...(subscriptions ? { subscriptions } : {}),
            }),
        );
        if ('notRun' in deployed) {
          await noteNotRun(ports, projectId, service, deployed.notRun);
          await ports.undo.settle(projectId, marker, 'undone', 'nothing was deployed');
          return {
            ok: true,
            value: { result: { endpoint: '' }, facts: { output: `not run: ${deployed.notRun}` } },
          };
        }
        const { endpoint } = deployed;
        await ports.projects.update(projectId, (project) =>
          changeService(project, service, { endpoint, running: true }),
        );
        return { ok: true, value: { result: { endpoint }, facts: { output: `ready at ${endpoint}` } } };
      },
    );
