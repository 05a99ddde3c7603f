import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { parseProjectName } from '../../../source-control/project-name.ts';
import { refuseForeignPrefix, refuseForeignReference } from '../../../source-control/reference.ts';
import { changeRefs, ZEROS } from './change-refs.ts';
import { gitOutput } from './run-git.ts';

/** Full names of the repositories of a project. */
export const repositoriesOf = async (root: string, fullName: string): Promise<string[]> => {
  const { organization, project } = parseProjectName(fullName);
  const folder = join(root, organization, project);
  if (!existsSync(folder)) return [];
  return (await readdir(folder))
    .filter((entry) => entry.endsWith('.git'))
    .map((entry) => `${organization}/${project}/${entry.slice(0, -'.git'.length)}`)
    .toSorted();
};

/** References below a prefix with the commits that they lead to. */
export const listReferences = async (
  gitDirectory: string,
  prefix: string,
): Promise<{ name: string; commit: string }[]> => {
  refuseForeignPrefix(prefix);
  const output = await gitOutput([
    `--git-dir=${gitDirectory}`,
    'for-each-ref',
    '--format=%(refname) %(objectname)',
    'refs/heads',
    'refs/tags',
  ]);
  return output
    .split('\n')
    .map((line) => line.split(' '))
    .flatMap(([name = '', commit = '']) => (name.startsWith(prefix) ? [{ name, commit }] : []));
};

/** Moves a reference of the factory, in one step and only from where it is said to be. */
export const moveReference = async (
  gitDirectory: string,
  { name, from, to }: { name: string; from: string | undefined; to: string | undefined },
): Promise<boolean> => {
  refuseForeignReference(name);
  const [present] = (await listReferences(gitDirectory, name)).filter((one) => one.name === name);
  if (present?.commit === to) return true;
  if (present?.commit !== from) return false;
  return changeRefs(gitDirectory, [
    to === undefined ? `delete ${name} ${from}` : `update ${name} ${to} ${from ?? ZEROS}`,
  ]);
};
