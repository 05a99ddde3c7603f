import { criticalError, PortError } from '../port-error.ts';
import { pathProblem, quotePath } from '../safe-path.ts';

/** A repository's place in Azure DevOps. */
export type RepositoryName = { organization: string; project: string; name: string };

/** A slug, longer by the number that a taken name gets. */
const isPart = (part: string | undefined): part is string =>
  part !== undefined && /^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,49}$/.test(part);

/** Reads the full name `<organization>/<project>/<name>`; every part is a slug. */
export const parseRepositoryName = (fullName: string): RepositoryName => {
  const [organization, project, name, ...rest] = fullName.split('/');
  if (!isPart(organization) || !isPart(project) || !isPart(name) || rest.length > 0) {
    throw new PortError(
      'invalid-configuration',
      `${quotePath(fullName)} is no repository name. Give <organization>/<project>/<name>, each of lower-case letters, digits and single hyphens, at most 50 characters, beginning with a letter.`,
    );
  }
  const problem = pathProblem(`${fullName}.git`);
  if (problem !== undefined) {
    throw criticalError('path-escape', `The repository name ${quotePath(fullName)} ${problem}.`);
  }
  return { organization, project, name };
};
