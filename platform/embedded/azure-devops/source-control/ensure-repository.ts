import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { PortError } from '../../../port-error.ts';
import { firstFreeName, numberOf, type Owner } from '../../../source-control/repository-owner.ts';
import type { RepositoryName } from '../../../source-control/repository-name.ts';
import { gitOutput, runGit } from './run-git.ts';

/** How often another one may take the name that was free. */
const MAX_ATTEMPTS = 20;

const readSetting = async (gitDirectory: string, setting: string): Promise<string> => {
  const { stdout } = await runGit(['config', '--file', join(gitDirectory, 'config'), '--get', setting]);
  return stdout.trim();
};

/** Under which marker a repository was made; empty where none was given. */
export const readMarker = (gitDirectory: string): Promise<string> =>
  readSetting(gitDirectory, 'factory.marker');

const readOwner = async (gitDirectory: string): Promise<Owner | undefined> => {
  const [projectId, requestedName] = (await readSetting(gitDirectory, 'factory.owner')).split(' ');
  return projectId && requestedName ? { projectId, requestedName } : undefined;
};

/** Names of a folder's repositories that are the wanted one or that with a number; a file system may ignore case. */
const candidatesFor = async (folder: string, name: string): Promise<string[]> =>
  (await readdir(folder))
    .map((entry) => entry.toLowerCase())
    .filter((entry) => entry.endsWith('.git'))
    .map((entry) => entry.slice(0, -'.git'.length))
    .filter((entry) => numberOf(entry, name) !== undefined);

const findOwned = async (
  folder: string,
  candidates: readonly string[],
  owner: Owner,
): Promise<string | undefined> => {
  for (const candidate of candidates) {
    const found = await readOwner(join(folder, `${candidate}.git`));
    if (found?.projectId === owner.projectId && found.requestedName === owner.requestedName) return candidate;
  }
  return undefined;
};

/** Whether the repository took its place; false when another one was there first. */
const moveIntoPlace = async (made: string, place: string): Promise<boolean> => {
  try {
    await rename(made, place);
    return true;
  } catch (error) {
    if (existsSync(place)) return false;
    throw error;
  }
};

/** The name of the repository that a project owns in a folder, whatever number it got. */
export const ownedRepository = async (folder: string, owner: Owner): Promise<string | undefined> =>
  existsSync(folder) ? findOwned(folder, await candidatesFor(folder, owner.requestedName), owner) : undefined;

/**
 * Makes the bare repository of a project below `root`, or finds it; answers the name it got. It appears in one step
 * (made aside with its owner in it, then renamed), so a kill leaves at most an unused folder `.new-*`,
 * which the next start clears.
 */
export const ensureBareRepository = async (
  root: string,
  projectId: string,
  { organization, project, name }: RepositoryName,
  marker?: string,
): Promise<{ name: string; gitDirectory: string }> => {
  const folder = join(root, organization, project);
  const owner = { projectId, requestedName: name };
  await mkdir(folder, { recursive: true });
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    // The free name comes from the listing that held none of ours: had we made it meanwhile, it is taken and we look again.
    const candidates = await candidatesFor(folder, name);
    const owned = await findOwned(folder, candidates, owner);
    if (owned !== undefined) return { name: owned, gitDirectory: join(folder, `${owned}.git`) };

    const free = firstFreeName(candidates, name);
    const aside = await mkdtemp(join(root, '.new-'));
    try {
      await gitOutput(['init', '--quiet', '--bare', '--template=', '--initial-branch=main', aside]);
      await gitOutput(['config', '--file', join(aside, 'config'), 'factory.owner', `${projectId} ${name}`]);
      if (marker !== undefined)
        await gitOutput(['config', '--file', join(aside, 'config'), 'factory.marker', marker]);
      const place = join(folder, `${free}.git`);
      if (await moveIntoPlace(aside, place)) return { name: free, gitDirectory: place };
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
  }
  throw new PortError('transient', `The repository ${name} could not be created in ${folder}. Try again.`);
};
