import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the embedded host reads of host.json; everything else there is Azure's. */
export type HostSettings = {
  /** Path of the host.json, undefined when there is none. */
  path: string | undefined;
  /** Without slashes at the ends; may be empty. */
  routePrefix: string;
  taskHub: string;
  maxConcurrentActivities: number;
  maxConcurrentOrchestrations: number;
  maxConcurrentCalls: number;
};

type HostJson = {
  extensions?: {
    http?: { routePrefix?: string };
    durableTask?: {
      hubName?: string;
      maxConcurrentActivityFunctions?: number;
      maxConcurrentOrchestratorFunctions?: number;
    };
    serviceBus?: { maxConcurrentCalls?: number };
  };
};

export type Environment = Record<string, string | undefined>;

/** Replaces `%NAME%` by the environment's value; a name that is not set is an error, as in Azure. */
export const resolveSetting = (text: string, environment: Environment): string =>
  text.replaceAll(/%([A-Za-z_]\w*)%/g, (_, name: string) => {
    const value = environment[name];
    if (value !== undefined) return value;
    throw new Error(`The app setting ${name}, named by '${text}', is not set in the environment.`);
  });

const findHostJson = (folder: string): string | undefined => {
  const path = join(folder, 'host.json');
  if (existsSync(path)) return path;
  const parent = dirname(folder);
  return parent === folder ? undefined : findHostJson(parent);
};

/** Reads the host.json beside an app's entry, or the nearest above; defaults are those of the Functions host, for a small machine. */
export const readHostSettings = (entry: string, environment: Environment): HostSettings => {
  const path = findHostJson(dirname(entry));
  const { extensions = {} } = path === undefined ? {} : (JSON.parse(readFileSync(path, 'utf8')) as HostJson);
  const { http = {}, durableTask = {}, serviceBus = {} } = extensions;
  const hub = durableTask.hubName ?? '';
  return {
    path,
    routePrefix: (http.routePrefix ?? 'api').replaceAll(/^\/+|\/+$/g, ''),
    // The hub's name separates apps that share storage; a workspace is never shared, so it may stay unset here.
    taskHub: resolveSetting(hub, { TASK_HUB_NAME: 'embedded', ...environment }),
    maxConcurrentActivities: durableTask.maxConcurrentActivityFunctions ?? 4,
    maxConcurrentOrchestrations: durableTask.maxConcurrentOrchestratorFunctions ?? 4,
    maxConcurrentCalls: serviceBus.maxConcurrentCalls ?? 4,
  };
};
