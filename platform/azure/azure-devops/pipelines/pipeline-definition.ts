import type {
  BuildDefinitionVariable,
  BuildRepository,
} from 'azure-devops-node-api/interfaces/BuildInterfaces.js';
import { z } from 'zod';

import { PortError } from '../../../port-error.ts';
import type { RepositoryName } from '../../../source-control/repository-name.ts';
import { bodyAs, listOf, type DevOpsRest } from '../azure-devops-rest.ts';
import { pathOf, type DevOpsPlace } from '../devops-place.ts';

const referenceSchema = z.object({ id: z.number().int() });

/** The folder that the factory's definitions are in. */
const FOLDER = String.raw`\factory`;

/** The variable of a run that says which of the factory's it is. */
export const KEY_VARIABLE = 'factoryKey';

/** `process.type` of a pipeline that is described by a file. */
const YAML = 2;

/** How many other pipelines of one name may be in the folder. */
const NAMES = 9;

const definitionsPath = ({ organization, project }: DevOpsPlace): string =>
  pathOf(organization, project, '_apis', 'build', 'definitions');

/** Numbers of the factory's definitions in a project, lowest first; of one repository and file, or of all. */
export const findDefinitions = async (
  rest: DevOpsRest,
  place: DevOpsPlace,
  of?: { repositoryId: string; file: string },
): Promise<number[]> => {
  const answer = await rest({
    method: 'GET',
    path: definitionsPath(place),
    query: {
      path: FOLDER,
      ...(of ? { repositoryId: of.repositoryId, repositoryType: 'TfsGit', yamlFilename: of.file } : {}),
    },
  });
  return bodyAs(listOf(referenceSchema), answer)
    .value.map(({ id }) => id)
    .toSorted((a, b) => a - b);
};

/**
 * A definition without triggers: only the factory queues its runs, so that no push deploys what nobody asked to deploy. Runs
 * may set the key, which an organisation allows for declared variables only.
 */
const describe = (place: RepositoryName, repositoryId: string, file: string, name: string) => ({
  name,
  path: FOLDER,
  type: 'build',
  queueStatus: 'enabled',
  repository: {
    id: repositoryId,
    type: 'TfsGit',
    name: place.name,
    defaultBranch: 'refs/heads/main',
  } satisfies BuildRepository,
  process: { type: YAML, yamlFilename: file },
  queue: { name: 'Azure Pipelines' },
  variables: { [KEY_VARIABLE]: { value: '', allowOverride: true } } satisfies Record<
    string,
    BuildDefinitionVariable
  >,
  triggers: [],
});

/** The definition of a repository's pipeline, made when it is not there. */
export const ensureDefinition = async (
  rest: DevOpsRest,
  place: RepositoryName,
  repositoryId: string,
  file: string,
): Promise<number> => {
  for (let number = 1; number <= NAMES; number += 1) {
    const [present] = await findDefinitions(rest, place, { repositoryId, file });
    if (present !== undefined) return present;
    const answer = await rest({
      method: 'POST',
      path: definitionsPath(place),
      body: describe(place, repositoryId, file, number === 1 ? place.name : `${place.name}-${number}`),
      expected: [409],
    });
    if (answer.status < 300) return bodyAs(referenceSchema, answer).id;
  }
  throw new PortError(
    'invalid-configuration',
    `The pipelines ${place.name} to ${place.name}-${NAMES} of folder ${FOLDER} belong to other repositories. Remove those that nobody needs.`,
  );
};

/** Removes a definition; one that is gone is gone. */
export const deleteDefinition = async (
  rest: DevOpsRest,
  place: DevOpsPlace,
  definition: number,
): Promise<void> => {
  await rest({ method: 'DELETE', path: `${definitionsPath(place)}/${definition}`, expected: [404] });
};
