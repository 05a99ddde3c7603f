import { bodyOf, permit, projectOf, type Behaviours, type Call } from '../call.ts';
import {
  addRepository,
  findRepository,
  repositoriesIn,
  repositoriesOf,
  repositoryOf,
  type Repository,
} from '../git/repository.ts';
import { refuse } from '../refusal.ts';
import { projectNamed, type Project } from '../state.ts';
import { onlyParameters, repositoryResource } from './git-resources.ts';

const refuseTaken = (project: Project, name: string, self?: Repository): void => {
  const other = findRepository(project, name);
  if (other && other !== self)
    refuse(
      409,
      'GitRepositoryNameAlreadyExistsException',
      `TF400948: A Git repository with the name ${name} already exists.`,
    );
};

/** These two take no name, only an id. */
const repositoryById = (call: Call): Repository => {
  const repository = repositoryOf(call);
  if (repository.id !== call.path['repositoryId']?.toLowerCase())
    refuse(400, 'InvalidArgumentValueException', 'The repositoryId must be an id here.');
  return repository;
};

/** Git repositories. */
export const repositories: Behaviours = {
  'git.Repositories_List': (call) => {
    onlyParameters(call);
    const all =
      call.path['project'] === undefined
        ? repositoriesIn(call.organization)
        : [...repositoriesOf(projectOf(call)).values()];
    return { body: all.map((repository) => repositoryResource(call, repository)) };
  },
  'git.Repositories_GetRepository': (call) => {
    onlyParameters(call);
    return { body: repositoryResource(call, repositoryOf(call)) };
  },
  'git.Repositories_Create': (call) => {
    const {
      name,
      project: reference,
      parentRepository,
    } = bodyOf<{
      name: string;
      project?: { id: string };
      parentRepository?: unknown;
    }>(call);
    if (parentRepository !== undefined) throw new Error('The loopback server makes no forks.');
    const project = projectNamed(call.organization, call.path['project'] ?? reference?.id ?? '');
    permit(call, 'CreateRepository');
    refuseTaken(project, name);
    return { status: 201, body: repositoryResource(call, addRepository(project, name)) };
  },
  'git.Repositories_Update': (call) => {
    const repository = repositoryById(call);
    const { name, defaultBranch, ...others } = bodyOf<Partial<Repository>>(call);
    const [other] = Object.keys(others);
    if (other !== undefined) throw new Error(`The loopback server does not change ${other} of a repository.`);
    if (name !== undefined) {
      permit(call, 'RenameRepository');
      refuseTaken(repository.project, name, repository);
      repository.name = name;
    }
    if (defaultBranch !== undefined) {
      if (!repository.refs.has(defaultBranch))
        refuse(400, 'GitInvalidBranchNameException', `TF401020: The branch ${defaultBranch} does not exist.`);
      repository.defaultBranch = defaultBranch;
    }
    return { body: repositoryResource(call, repository) };
  },
  'git.Repositories_Delete': (call) => {
    const repository = repositoryById(call);
    permit(call, 'DeleteRepository');
    repositoriesOf(repository.project).delete(repository.id);
    return { status: 204 };
  },
};
