import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { criticalError, PortError } from '../../port-error.ts';
import { parseLockfile, type Lockfile } from './lockfile.ts';

export type InstallSource = { lockfile: Lockfile; npmrc: string };

/** Settings by which a repository would have npm start a program of its choice, or read and write elsewhere. */
const HARMFUL =
  /^\s*(git|shell|script-shell|node-options|node-gyp|python|editor|viewer|browser|init-module|prefix|(?:user|global)config|onload-script)\s*(?:=|$)/im;

const refuseHarmful = (npmrc: string): void => {
  // Else a repository could send a variable of ours to a host it names.
  if (npmrc.includes('${'))
    throw criticalError('sandbox', 'The .npmrc refers to an environment variable; remove that line.');
  const [, setting] = HARMFUL.exec(npmrc) ?? [];
  if (setting !== undefined)
    throw criticalError('sandbox', `The .npmrc sets ${setting}, which is not the repository's to say.`);
};

/** npm runs git for these, with whatever the repository it asks answers. */
const refuseGit = ({ packages }: Lockfile): void => {
  const found = Object.entries(packages).find(([, { resolved }]) =>
    /^(?:git\b|github:)/.test(resolved ?? ''),
  );
  if (found)
    throw new PortError(
      'code-generation',
      `package-lock.json takes ${JSON.stringify(found[0]).slice(0, 200)} from a git repository. Take it from a registry.`,
    );
};

/** What a tree says of its installation. Kinds thrown: `code-generation` (no lockfile of ours), `critical` (it would harm). */
export const readInstallSource = async (tree: string): Promise<InstallSource> => {
  const npmrc = await readFile(join(tree, '.npmrc'), 'utf8').catch(() => '');
  refuseHarmful(npmrc);
  const text = await readFile(join(tree, 'package-lock.json'), 'utf8').catch(() => {
    throw new PortError('code-generation', 'There is no package-lock.json to install from.');
  });
  const lockfile = parseLockfile(text);
  refuseGit(lockfile);
  return { lockfile, npmrc };
};
