import { bodyOf, projectOf, textOf, type Behaviours, type Call } from '../call.ts';
import { findRepository } from '../git/repository.ts';
import { refuse } from '../refusal.ts';
import {
  definitionNumbered,
  pipelinesOf,
  type Definition,
  type Variable,
} from '../pipelines/pipeline-state.ts';
import type { Project } from '../state.ts';

export const definitionReference = ({ baseUrl, organization }: Call, { id, name, path }: Definition) => ({
  id,
  name,
  path,
  type: 'build',
  queueStatus: 'enabled',
  revision: 1,
  url: `${baseUrl}/${organization.name}/_apis/build/Definitions/${id}`,
});

type Body = {
  name: string;
  path?: string;
  process: { type: number; yamlFilename?: string };
  repository: { id?: string; type: string };
  variables?: Record<string, Variable>;
};

const refuseTaken = (project: Project, name: string, path: string): void => {
  for (const other of pipelinesOf(project).definitions.values())
    if (other.path === path && other.name.toLowerCase() === name.toLowerCase())
      refuse(409, 'DefinitionExistsException', `TF215043: The definition ${name} already exists in ${path}.`);
};

const create = (call: Call) => {
  const project = projectOf(call);
  const { name, path = '\\', process, repository, variables = {} } = bodyOf<Body>(call);
  if (call.organization.denied.has('EditBuildDefinition'))
    refuse(
      403,
      'AccessDeniedException',
      'TF215106: Access denied: EditBuildDefinition permissions are needed.',
    );
  if (process.type !== 2 || process.yamlFilename === undefined)
    return refuse(400, 'InvalidDefinitionException', 'Only a definition of a YAML file is made here.');
  const source = repository.type === 'TfsGit' ? findRepository(project, repository.id ?? '') : undefined;
  if (!source) return refuse(400, 'RepositoryNotFoundException', 'TF215095: The repository was not found.');
  refuseTaken(project, name, path);
  const definition: Definition = {
    id: call.organization.next('definition'),
    name,
    path,
    repositoryId: source.id,
    file: process.yamlFilename,
    variables,
  };
  pipelinesOf(project).definitions.set(definition.id, definition);
  return { body: definitionReference(call, definition) };
};

/** Definitions of pipelines. */
export const buildDefinitions: Behaviours = {
  'build.Definitions_Create': create,
  'build.Definitions_List': (call) => {
    const [repositoryId, file, path] = ['repositoryId', 'yamlFilename', 'path'].map((name) =>
      textOf(call, name),
    );
    if (repositoryId !== undefined && textOf(call, 'repositoryType') === undefined)
      refuse(400, 'ArgumentException', 'repositoryType is needed with repositoryId.');
    const body = [...pipelinesOf(projectOf(call)).definitions.values()]
      .filter((one) => repositoryId === undefined || one.repositoryId === repositoryId)
      .filter((one) => file === undefined || one.file === file)
      .filter((one) => path === undefined || one.path === path)
      .map((one) => definitionReference(call, one));
    return { body };
  },
  'build.Definitions_Get': (call) => ({
    body: definitionReference(call, definitionNumbered(projectOf(call), Number(call.path['definitionId']))),
  }),
};
