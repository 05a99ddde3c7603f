import { delimiter, sep } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** What an outer `npm run` says of its own project, and what decides how output looks. */
const OURS =
  /^(?:npm_(?!config_)|npm_config_(?:local_prefix|prefix|global_prefix)$|INIT_CWD$|NODE$|NODE_|VITEST|CI$|FACTORY_|FORCE_COLOR$)/;

/** The environment of somebody who follows the tutorial: without what this run put there, without colours. */
export const readerEnvironment = (environment: Environment, root: string): Environment => ({
  ...Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !OURS.test(name) || ['NODE_EXTRA_CA_CERTS', 'FACTORY_INSTALL_CACHE'].includes(name),
    ),
  ),
  PATH: (environment['PATH'] ?? '')
    .split(delimiter)
    .filter((entry) => entry !== root && !entry.startsWith(root + sep))
    .join(delimiter),
  NO_COLOR: '1',
  // Warnings of npm about a configuration are not of the project.
  NPM_CONFIG_LOGLEVEL: 'error',
});
