import { createHash } from 'node:crypto';

import { PortError } from '../../../port-error.ts';
import { firstFreeName, numberOf, type Owner } from '../../../source-control/repository-owner.ts';
import type { RepositoryName } from '../../../source-control/repository-name.ts';
import type { AzureDevOpsHttp } from '../azure-devops-http.ts';
import { createProjectGit, type ProjectGit } from './project-git.ts';
import { createRepositoryGit } from './repository-git.ts';
import {
  heldReferences,
  readOwnership,
  refuseOwnership,
  writeOwnership,
  type Ownership,
} from './repository-ownership.ts';

/** How often another one may take the name that was free. */
const MAX_ATTEMPTS = 20;

type Found = { id: string; name: string };

/**
 * The name under which a repository is made before it takes its own, in one step and only when it is free. Nobody else would
 * choose it, so after a kill the next try finds it and goes on.
 */
const asideName = ({ projectId, requestedName }: Owner): string =>
  `factory-new-${createHash('sha256').update(`${projectId} ${requestedName}`).digest('hex').slice(0, 16)}`;

const isNumbered = (name: string, wanted: string): boolean =>
  numberOf(name.toLowerCase(), wanted) !== undefined;

const findOwned = async (
  http: AzureDevOpsHttp,
  place: RepositoryName,
  repositories: readonly Found[],
  owner: Owner,
): Promise<(Found & { ownership: Ownership & { commit: string } }) | undefined> => {
  for (const found of repositories.filter(({ name }) => isNumbered(name, place.name))) {
    const ownership = await readOwnership(createRepositoryGit(http, { ...place, ...found }));
    if (ownership?.projectId === owner.projectId && ownership.requestedName === owner.requestedName)
      return { ...found, ownership };
  }
  return undefined;
};

const listed = async (git: ProjectGit, { organization, project }: RepositoryName): Promise<Found[]> => {
  const repositories = await git.list();
  if (repositories) return repositories;
  throw new PortError(
    'invalid-configuration',
    `There is no project ${project} in the organization ${organization} of Azure DevOps, or the identity of the factory may not see it. Create it, and give that identity access.`,
  );
};

/** Makes the repository of a project, or finds it; answers the name it got. */
export const ensureRepository = async (
  http: AzureDevOpsHttp,
  place: RepositoryName,
  projectId: string,
  marker: string | undefined,
): Promise<string> => {
  const git = createProjectGit(http, place);
  const owner = { projectId, requestedName: place.name };
  const aside = asideName(owner);
  refuseOwnership({ ...owner, marker });
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const repositories = await listed(git, place);
    const owned = await findOwned(http, place, repositories, owner);
    const making = repositories.find(({ name }) => name === aside);
    if (owned) {
      // Made by who looked before it was there.
      if (making) await git.remove(making.id, making.name);
      return owned.name;
    }
    if (making) {
      await writeOwnership(createRepositoryGit(http, { ...place, ...making }), { ...owner, marker });
      const taken = repositories.map(({ name }) => name.toLowerCase());
      const free = firstFreeName(taken, place.name);
      if (await git.rename(making.id, free)) return free;
    } else {
      // Whether it was made or is there: the next look says what is to be done with it.
      await git.create(aside);
    }
  }
  throw new PortError('transient', `The repository ${place.name} could not be created. Try again.`);
};

const refuseHeld = (fullName: string, references: readonly string[]): void => {
  if (references.length > 0)
    throw new PortError(
      'invalid-configuration',
      `The repository ${fullName} was kept: it still holds ${references.slice(0, 10).join(', ')}. Look at what is on it; remove the repository by hand when nobody needs it.`,
    );
};

/** Removes what `ensureRepository` made with the same three, when nothing is left in it; answers its full name. */
export const removeRepository = async (
  http: AzureDevOpsHttp,
  place: RepositoryName,
  projectId: string,
  marker: string,
): Promise<string | undefined> => {
  const git = createProjectGit(http, place);
  const owner = { projectId, requestedName: place.name };
  const repositories = (await git.list()) ?? [];
  const owned = await findOwned(http, place, repositories, owner);
  const unfinished = repositories.find(({ name }) => name === asideName(owner));
  const found = owned ?? unfinished;
  if (!found) return undefined;
  const repository = createRepositoryGit(http, { ...place, ...found });
  const ownership = owned?.ownership ?? (await readOwnership(repository));
  if (ownership && ownership.marker !== marker) return undefined;
  const fullName = `${place.organization}/${place.project}/${found.name}`;
  const first = ownership?.commit ?? (await repository.tip('refs/heads/main'));
  refuseHeld(fullName, await heldReferences(repository, first));
  await git.remove(found.id, found.name);
  return fullName;
};
