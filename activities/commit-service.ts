import { servicePrefix } from '../factory/domain/artifact.ts';
import type { Outcome } from '../factory/domain/failure.ts';
import { ofRun } from '../factory/domain/run-name.ts';
import { workItemsOfService } from '../factory/domain/solution.ts';
import { changeService } from '../factory/domain/project-transitions.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile, readBlueprint, readPlan, serviceOf } from './lib/artifact-texts.ts';
import { counted } from './lib/counted.ts';
import { recorded } from './lib/recorded.ts';
import { requireProject } from './lib/require-project.ts';
import { undoableCommit } from './lib/undoable-commit.ts';
import { revisionPath } from './read-revision.ts';
import type { ServiceInput } from './lib/write-service-files.ts';

type Used = Pick<
  Ports,
  'projects' | 'artifacts' | 'workItems' | 'sourceControl' | 'undo' | 'actions' | 'publisher' | 'clock'
>;

/**
 * Finalization: the service's repository, with one commit that names its work items and is linked to them. `fix` counts the
 * commits that mend what a pipeline found.
 */
export const createCommitService =
  (ports: Used) =>
  (input: ServiceInput & { fix?: number }): Promise<Outcome<{ repository: string; commit: string }>> =>
    recorded(
      ports,
      input,
      {
        stage: 'finalization',
        agent: 'release-engineer',
        action: 'commit the service',
        input: servicePrefix(input.service),
        service: input.service,
      },
      async () => {
        // What mends a deployment goes with it when it is taken back.
        const stage = input.fix ? 'deployment' : 'finalization';
        const { definition } = await requireProject(ports.projects, input.projectId);
        const service = serviceOf(await readBlueprint(ports.artifacts, input.projectId), input.service);
        const plan = await readPlan(ports.artifacts, input.projectId);
        const all = await ports.workItems.list(input.projectId);
        const items = workItemsOfService(plan, input.service, all);
        const files = await ports.artifacts.readAll(input.projectId, servicePrefix(input.service));
        const { organization, project } = definition.azureDevOps;
        const { name, cloneUrl, commit } = await undoableCommit(ports, {
          projectId: input.projectId,
          service: input.service,
          stage,
          owner: input.projectId,
          repository: `${organization}/${project}/${input.service}`,
          key: [input.projectId, input.service, 'delivery', input.fix && `fix-${input.fix}`, ofRun(input.run)]
            .filter(Boolean)
            .join(':'),
          message: input.fix
            ? `Fix the delivery of ${service.title}`
            : `Add ${service.title}\n\n${service.description}`,
          files,
          workItemIds: items.filter(({ type }) => type === 'User Story').map(({ id }) => id),
        });
        await ports.artifacts.putAll(input.projectId, stage, [
          jsonFile(revisionPath(input.service), { repository: name, commit }),
        ]);
        const keys = items.map(({ key }) => key);
        await ports.workItems.linkCommit(input.projectId, keys, name, commit);
        const tasks = items.filter(({ type }) => type === 'Task').map(({ key }) => key);
        const others = keys.filter((key) => !tasks.includes(key));
        // A task has no state between active and closed.
        await ports.workItems.setState(input.projectId, tasks, 'Closed');
        await ports.workItems.setState(input.projectId, others, 'Resolved');
        await ports.projects.update(input.projectId, (current) =>
          changeService(current, input.service, { repository: cloneUrl, commit }),
        );
        const output = `${counted(files.length, 'file')} as ${commit.slice(0, 10)} in ${name}, linked to ${counted(items.length, 'work item')}`;
        return { ok: true, value: { result: { repository: name, commit }, facts: { output } } };
      },
    );
