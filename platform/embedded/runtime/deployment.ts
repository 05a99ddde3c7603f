import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Subscription } from '../../../factory/domain/solution.ts';
import { criticalError } from '../../port-error.ts';
import { processIdentity } from '../processes/process-identity.ts';

/** What is known on disk of a deployed service, so that any process and the next host can answer for it. */
export type Deployment = {
  projectId: string;
  service: string;
  repository: string;
  commit: string;
  endpoint: string;
  /** Absent: it exchanges no events with others. */
  subscriptions?: readonly Subscription[];
  process: { pid: number; identity: string };
  /** Whether it is meant to run; a host that ends leaves this as it is. */
  wanted: boolean;
  deployedAt: string;
  /** The revision before, for `restore`; absent where there was none. */
  previous?: Deployment | undefined;
};

/** What a deployment of a commit replaces. A commit that was deployed before takes its own place in the line again. */
export const previousOf = (current: Deployment | undefined, commit: string): Deployment | undefined => {
  for (let one = current; one !== undefined; one = one.previous)
    if (one.commit === commit) return one.previous;
  return current;
};

/** Folders of a service below the workspace. */
export type ServiceFolders = {
  /** `deployments/<project>/<service>`: state, log and a checkout per commit. */
  root: string;
  state: string;
  log: string;
  home: string;
  /** `data/<project>/<service>`: survives revisions. */
  data: string;
};

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?!\.)){0,99}$/;

export const serviceFolders = (workspace: string, projectId: string, service: string): ServiceFolders => {
  for (const name of [projectId, service]) {
    if (!NAME.test(name)) throw criticalError('path-escape', `${JSON.stringify(name)} cannot name a folder.`);
  }
  const root = join(workspace, 'deployments', projectId, service);
  return {
    root,
    state: join(root, 'deployment.json'),
    log: join(root, 'service.log'),
    home: join(root, 'home'),
    data: join(workspace, 'data', projectId, service),
  };
};

export const readDeployment = async (state: string): Promise<Deployment | undefined> => {
  try {
    return JSON.parse(await readFile(state, 'utf8')) as Deployment;
  } catch {
    return undefined;
  }
};

export const writeDeployment = async (state: string, deployment: Deployment): Promise<void> => {
  await mkdir(dirname(state), { recursive: true });
  await writeFile(`${state}.tmp`, JSON.stringify(deployment, undefined, 2));
  await rename(`${state}.tmp`, state);
};

export const isRunning = (deployment: Deployment): boolean =>
  deployment.wanted && processIdentity(deployment.process.pid) === deployment.process.identity;
