import { PortError } from '../../../port-error.ts';
import { gitOutput } from '../source-control/run-git.ts';

/** Clones a bare repository into a folder that does not exist yet, at a commit. Objects are shared, not copied. */
export const checkOut = async (input: {
  repository: string;
  commit: string;
  directory: string;
}): Promise<void> => {
  const { repository, commit, directory } = input;
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit)) {
    throw new PortError('pipeline', `${JSON.stringify(commit)} is not a commit id.`);
  }
  await gitOutput(['clone', '--quiet', '--shared', '--no-checkout', '--template=', repository, directory]);
  await gitOutput(['-C', directory, 'checkout', '--quiet', '--detach', commit]);
};
