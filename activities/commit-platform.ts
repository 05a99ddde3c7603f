import type { Outcome } from '../factory/domain/failure.ts';
import { PLATFORM_PREFIX, platformName } from '../factory/domain/solution.ts';
import type { Ports } from '../platform/ports.ts';
import { readPlan } from './lib/artifact-texts.ts';
import { counted } from './lib/counted.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';
import { requireProject } from './lib/require-project.ts';
import { undoableCommit } from './lib/undoable-commit.ts';

type Used = Pick<
  Ports,
  'projects' | 'artifacts' | 'workItems' | 'sourceControl' | 'undo' | 'actions' | 'publisher' | 'clock'
>;

/** Finalization: the repository of what the services share, with one commit that is linked to the epics. */
export const createCommitPlatform =
  (ports: Used) =>
  (input: ActivityInput): Promise<Outcome<{ repository: string; commit: string }>> =>
    recorded(
      ports,
      input,
      {
        stage: 'finalization',
        agent: 'release-engineer',
        action: 'commit the platform repository',
        input: PLATFORM_PREFIX,
      },
      async () => {
        const { definition } = await requireProject(ports.projects, input.projectId);
        const plan = await readPlan(ports.artifacts, input.projectId);
        const items = await ports.workItems.list(input.projectId);
        const epics = items.filter(({ type }) => type === 'Epic');
        const files = await ports.artifacts.readAll(input.projectId, PLATFORM_PREFIX);
        const { organization, project } = definition.azureDevOps;
        const shortName = platformName(plan);
        const { name, cloneUrl, commit } = await undoableCommit(ports, {
          projectId: input.projectId,
          owner: input.projectId,
          repository: `${organization}/${project}/${shortName}`,
          key: `${input.projectId}:platform:delivery`,
          message: `Add the platform of ${plan.title}\n\n${plan.summary}`,
          files,
          workItemIds: epics.map(({ id }) => id),
        });
        await ports.workItems.linkCommit(
          input.projectId,
          epics.map(({ key }) => key),
          name,
          commit,
        );
        await ports.projects.update(input.projectId, (current) => ({
          ...current,
          repositories: [
            ...current.repositories.filter((other) => other.name !== shortName),
            { name: shortName, repository: cloneUrl, commit },
          ],
        }));
        const output = `${counted(files.length, 'file')} as ${commit.slice(0, 10)} in ${name}`;
        return { ok: true, value: { result: { repository: name, commit }, facts: { output } } };
      },
    );
