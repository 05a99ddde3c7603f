import { parseRepositoryName } from './repository-name.ts';

/** Reads `<organization>/<project>`; both are slugs. */
export const parseProjectName = (fullName: string): { organization: string; project: string } => {
  const { organization, project } = parseRepositoryName(`${fullName}/x`);
  return { organization, project };
};
