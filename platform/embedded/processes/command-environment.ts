import { dirname, join } from 'node:path';

/**
 * Directories of the search path that hold the system's programs: ours without the `node_modules/.bin` folders that npm put
 * in front, so that a tool missing in a tree is not found in the factory's installation.
 */
const systemPath = (): string[] => {
  const entries = (process.env['PATH'] ?? '').split(':').filter((entry) => entry.startsWith('/'));
  return entries.filter((entry) => !entry.split('/').includes('node_modules'));
};

/** PATH of a command that runs in a tree: the tree's tools, the running Node (24), the system. */
export const searchPath = (tree: string): string =>
  [join(tree, 'node_modules/.bin'), dirname(process.execPath), ...systemPath()].join(':');

/** The whole environment of a command in a tree: nothing of ours but the search path, and folders of its own. */
export const commandEnvironment = (
  tree: string,
  home: string,
  variables: Readonly<Record<string, string>> = {},
): Record<string, string> => ({ PATH: searchPath(tree), HOME: home, TMPDIR: home, ...variables });
