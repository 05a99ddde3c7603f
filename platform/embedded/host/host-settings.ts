import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { versioningOf } from './durable/versioning.ts';
import type { Versioning } from './durable/versioning.ts';

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
  /** Longest time for which the lock of a message is renewed, ms. */
  maxLockRenewalMs: number;
  /** Longest run of an activity, ms; undefined is unlimited. */
  functionTimeoutMs: number | undefined;
  versioning: Versioning;
};

type HostJson = {
  functionTimeout?: string;
  extensions?: {
    http?: { routePrefix?: string };
    durableTask?: {
      hubName?: string;
      defaultVersion?: string;
      versionMatchStrategy?: string;
      versionFailureStrategy?: string;
      maxConcurrentActivityFunctions?: number;
      maxConcurrentOrchestratorFunctions?: number;
    };
    serviceBus?: { maxConcurrentCalls?: number; maxAutoLockRenewalDuration?: string };
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

/** `hh:mm:ss`. */
const timeSpanMs = (name: string, text: string): number => {
  const found = /^(\d{1,2}):(\d{2}):(\d{2})$/.exec(text);
  if (!found) throw new Error(`${name} in host.json is '${text}': write hh:mm:ss, or -1 for no limit.`);
  const [hours = 0, minutes = 0, seconds = 0] = found.slice(1).map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
};

const findHostJson = (folder: string): string | undefined => {
  const path = join(folder, 'host.json');
  if (existsSync(path)) return path;
  const parent = dirname(folder);
  return parent === folder ? undefined : findHostJson(parent);
};

const serviceBusSettings = ({
  maxConcurrentCalls = 4,
  maxAutoLockRenewalDuration = '00:05:00',
}: NonNullable<HostJson['extensions']>['serviceBus'] = {}) => ({
  maxConcurrentCalls,
  maxLockRenewalMs: timeSpanMs('maxAutoLockRenewalDuration', maxAutoLockRenewalDuration),
});

/** Reads the host.json beside an app's entry, or the nearest above; defaults are those of the Functions host, for a small machine. */
export const readHostSettings = (entry: string, environment: Environment): HostSettings => {
  const path = findHostJson(dirname(entry));
  const { extensions = {}, functionTimeout = '00:30:00' } =
    path === undefined ? {} : (JSON.parse(readFileSync(path, 'utf8')) as HostJson);
  const { http = {}, durableTask = {}, serviceBus } = extensions;
  const hub = durableTask.hubName ?? '';
  return {
    path,
    routePrefix: (http.routePrefix ?? 'api').replaceAll(/^\/+|\/+$/g, ''),
    // The hub's name separates apps that share storage; a workspace is never shared, so it may stay unset here.
    taskHub: resolveSetting(hub, { TASK_HUB_NAME: 'embedded', ...environment }),
    maxConcurrentActivities: durableTask.maxConcurrentActivityFunctions ?? 4,
    maxConcurrentOrchestrations: durableTask.maxConcurrentOrchestratorFunctions ?? 4,
    ...serviceBusSettings(serviceBus),
    functionTimeoutMs: functionTimeout === '-1' ? undefined : timeSpanMs('functionTimeout', functionTimeout),
    versioning: versioningOf(durableTask),
  };
};
