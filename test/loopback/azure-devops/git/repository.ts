import { randomUUID } from 'node:crypto';

import type { Call } from '../call.ts';
import { refuse } from '../refusal.ts';
import { areaState, findProject, projectNamed, type Organization, type Project } from '../state.ts';
import { createObjectStore, type Commit, type ObjectStore } from './git-objects.ts';

export const ZEROS = '0'.repeat(40);

export type Push = { id: number; date: Date; ref: string; from: string; to: string };

export type Repository = {
  id: string;
  name: string;
  project: Project;
  store: ObjectStore;
  /** By full name: `refs/heads/main`. */
  refs: Map<string, string>;
  defaultBranch?: string;
  pushes: Push[];
  /** References that nobody may move now. */
  locked: Set<string>;
};

/** The repositories of a project, by id. */
export const repositoriesOf = areaState<Project, Map<string, Repository>>(() => new Map());

export const addRepository = (project: Project, name: string): Repository => {
  const repository: Repository = {
    id: randomUUID(),
    name,
    project,
    store: createObjectStore(),
    refs: new Map(),
    pushes: [],
    locked: new Set(),
  };
  repositoriesOf(project).set(repository.id, repository);
  return repository;
};

/** By id or by name, in any case. */
export const findRepository = (project: Project, idOrName: string): Repository | undefined =>
  repositoriesOf(project).get(idOrName.toLowerCase()) ??
  [...repositoriesOf(project).values()].find(({ name }) => name.toLowerCase() === idOrName.toLowerCase());

/** All of an organisation, where the path names no project. */
export const repositoriesIn = (organization: Organization): Repository[] =>
  [...organization.projects.values()].flatMap((project) => [...repositoriesOf(project).values()]);

/** The repository that the path names: by id, or by name where it names the project, too. */
export const repositoryOf = ({ organization, path }: Call): Repository => {
  const idOrName = path['repositoryId'] ?? '';
  const named = path['project'];
  if (named !== undefined && !findProject(organization, named)) projectNamed(organization, named);
  const found =
    named === undefined
      ? repositoriesIn(organization).find(({ id }) => id === idOrName.toLowerCase())
      : findRepository(projectNamed(organization, named), idOrName);
  return (
    found ??
    refuse(
      404,
      'GitRepositoryNotFoundException',
      `TF401019: The Git repository with name or identifier ${idOrName} does not exist or you do not have permissions for the operation you are attempting.`,
    )
  );
};

export const commitNamed = ({ store }: Repository, id: string): Commit =>
  store.commits.get(id.toLowerCase()) ??
  refuse(
    404,
    'GitCommitDoesNotExistException',
    `TF401175: The version descriptor <Commit: ${id} > could not be resolved to a version in the repository.`,
  );

type Version = { version?: string | undefined; type?: string | undefined };

const refOf = (repository: Repository, { version, type }: Version): string | undefined => {
  if (version === undefined) return repository.defaultBranch;
  return `refs/${type?.toLowerCase() === 'tag' ? 'tags' : 'heads'}/${version}`;
};

/** The commit that a version descriptor names; the tip of the default branch where it names none. */
export const resolveVersion = (repository: Repository, given: Version): Commit => {
  if (given.type?.toLowerCase() === 'commit') return commitNamed(repository, given.version ?? '');
  const tip = repository.refs.get(refOf(repository, given) ?? '');
  return tip === undefined
    ? refuse(
        404,
        'GitUnresolvableToCommitException',
        `TF401175: The version descriptor <${given.type ?? 'Branch'}: ${given.version ?? repository.defaultBranch ?? ''} > could not be resolved to a version in the repository ${repository.name}`,
      )
    : commitNamed(repository, tip);
};
