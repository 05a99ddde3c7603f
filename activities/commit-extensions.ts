import type { Outcome } from '../factory/domain/failure.ts';
import { extensionRepository } from '../factory/generators/extensions/extension-repository.ts';
import { EXTENSIONS_REPOSITORY, EXTENSIONS_VERSION } from '../factory/generators/extensions/packages.ts';
import type { Ports } from '../platform/ports.ts';
import { counted } from './lib/counted.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';
import { requireProject } from './lib/require-project.ts';
import { undoableCommit } from './lib/undoable-commit.ts';
import { digestOf } from './verify-extensions.ts';

type Used = Pick<Ports, 'projects' | 'sourceControl' | 'undo' | 'actions' | 'publisher' | 'clock'>;

const done = (output: string) => ({ ok: true as const, value: { result: null, facts: { output } } });

/** Finalization: the repository of the packages, one for all projects of an Azure DevOps project; a commit per content. */
export const createCommitExtensions =
  (ports: Used) =>
  (input: ActivityInput): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      {
        stage: 'finalization',
        agent: 'release-engineer',
        action: 'commit the extension packages',
        input: EXTENSIONS_REPOSITORY,
      },
      async () => {
        const { definition } = await requireProject(ports.projects, input.projectId);
        if (definition.packageFeed) return done(`they come from ${definition.packageFeed}`);
        const files = await extensionRepository();
        const { organization, project } = definition.azureDevOps;
        const { name, cloneUrl, commit } = await undoableCommit(ports, {
          projectId: input.projectId,
          owner: EXTENSIONS_REPOSITORY,
          repository: `${organization}/${project}/${EXTENSIONS_REPOSITORY}`,
          key: `${EXTENSIONS_REPOSITORY}:${digestOf(files)}`,
          message: `Release ${EXTENSIONS_VERSION} of the extension packages`,
          files,
          workItemIds: [],
        });
        await ports.projects.update(input.projectId, (current) => ({
          ...current,
          repositories: [
            ...current.repositories.filter((other) => other.name !== EXTENSIONS_REPOSITORY),
            { name: EXTENSIONS_REPOSITORY, repository: cloneUrl, commit },
          ],
        }));
        return done(`${counted(files.length, 'file')} as ${commit.slice(0, 10)} in ${name}`);
      },
    );
