import { dirname, join } from 'node:path';

import { compiledCodeDirectory } from './compiled-code.ts';

/**
 * The running Node (24) and the system's programs: our PATH without the `node_modules/.bin` folders that npm put in front,
 * so that a tool missing in a tree is not found in the factory's installation.
 */
export const systemPath = (): string => {
  const entries = (process.env['PATH'] ?? '').split(':').filter((entry) => entry.startsWith('/'));
  const folders = entries.filter((entry) => !entry.split('/').includes('node_modules'));
  return [dirname(process.execPath), ...folders].join(':');
};

/** The whole environment of a command in a tree: its tools before the system's, folders of its own, nothing of ours. */
export const commandEnvironment = (
  tree: string,
  home: string,
  variables: Readonly<Record<string, string>> = {},
): Record<string, string> => ({
  PATH: `${join(tree, 'node_modules/.bin')}:${systemPath()}`,
  HOME: home,
  TMPDIR: home,
  NODE_COMPILE_CACHE: compiledCodeDirectory(),
  ...variables,
});
