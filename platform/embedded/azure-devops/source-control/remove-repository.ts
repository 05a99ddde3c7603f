import { mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { PortError } from '../../../port-error.ts';
import { ownedRepository, readMarker } from './ensure-repository.ts';
import type { RepositoryName } from '../../../source-control/repository-name.ts';
import { gitOutput } from './run-git.ts';

const branchesOf = async (gitDirectory: string): Promise<string[]> => {
  const output = await gitOutput([
    `--git-dir=${gitDirectory}`,
    'for-each-ref',
    '--format=%(refname:short)',
    'refs/heads',
    'refs/tags',
  ]);
  return output.split('\n').filter(Boolean);
};

/**
 * Removes the repository that a project made under a marker, when nothing is left in it; answers its name. It disappears in one step (renamed
 * aside), so a kill leaves at most an unused folder `.old-*`, which the next start clears.
 */
export const removeBareRepository = async (
  root: string,
  projectId: string,
  { organization, project, name }: RepositoryName,
  marker: string,
): Promise<string | undefined> => {
  const folder = join(root, organization, project);
  const owned = await ownedRepository(folder, { projectId, requestedName: name });
  if (owned === undefined) return undefined;
  const gitDirectory = join(folder, `${owned}.git`);
  if ((await readMarker(gitDirectory)) !== marker) return undefined;
  const fullName = `${organization}/${project}/${owned}`;
  const branches = await branchesOf(gitDirectory);
  if (branches.length > 0) {
    throw new PortError(
      'invalid-configuration',
      `The repository ${fullName} was kept: it still holds ${branches.join(', ')}. Look at what is on it; remove the repository by hand when nobody needs it.`,
    );
  }
  const aside = await mkdtemp(join(root, '.old-'));
  try {
    await rename(gitDirectory, join(aside, 'repository'));
    return fullName;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
};
