import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** What npm needs to reach a registry through a proxy or a private certificate authority. */
const NETWORK = /^(?:(?:https?|no|all)_proxy|node_extra_ca_certs|ssl_cert_(?:file|dir))$/i;

/** npm's settings, without those by which an outer `npm run` describes its own project. */
const SETTING =
  /^npm_config_(?!local_prefix$|prefix$|global_prefix$|global$|omit$|include$|only$|production$|workspaces?$|dry_run$|package_lock_only$)/i;

const userConfiguration = (environment: NodeJS.ProcessEnv): string => {
  const path = environment['npm_config_userconfig'] ?? environment['NPM_CONFIG_USERCONFIG'];
  try {
    return readFileSync(path ?? join(homedir(), '.npmrc'), 'utf8');
  } catch {
    return '';
  }
};

/** Environment of the installation: the user's own npm configuration works, nothing else of ours is in it. */
export const installEnvironment = (environment: NodeJS.ProcessEnv = process.env): Record<string, string> => {
  const named = new Set(
    [...userConfiguration(environment).matchAll(/\$\{(\w+)\??\}/g)].map(([, name]) => name),
  );
  const inherited = Object.entries(environment).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (NETWORK.test(entry[0]) || SETTING.test(entry[0]) || named.has(entry[0])),
  );
  return {
    ...Object.fromEntries(inherited),
    PATH: `${dirname(process.execPath)}:${environment['PATH'] ?? '/usr/bin:/bin'}`,
    HOME: homedir(),
  };
};
