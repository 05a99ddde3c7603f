import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Clock, RunningService, ServiceRuntime } from '../../ports.ts';
import { checkOut } from '../azure-devops/pipelines/check-out.ts';
import { processIdentity } from '../processes/process-identity.ts';
import type { ProcessRegistry } from '../processes/process-registry.ts';
import type { InstallCache } from '../sandbox/install-cache.ts';
import { createProjectEvents } from './project-events.ts';
import {
  isRunning,
  previousOf,
  readDeployment,
  serviceFolders,
  writeDeployment,
  type Deployment,
  type ServiceFolders,
} from './deployment.ts';
import { startService } from './start-service.ts';
import { isReady } from './wait-until-ready.ts';

type DeployInput = Parameters<ServiceRuntime['deploy']>[0];

export type EmbeddedServiceRuntime = Omit<ServiceRuntime, 'deploy'> & {
  deploy(input: DeployInput): Promise<RunningService>;
  /** Ends every service of this host and its broker; what is deployed stays so, for `recover`. */
  stopAll(): Promise<void>;
  /** Starts what is deployed and does not run; answers those that could not be started. */
  recover(): Promise<{ projectId: string; service: string; reason: string }[]>;
};

const subfolders = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
};

/** Whether a commit ran here, now or as the revision before: its tree is complete, and its repository may be gone. */
const wasReady = (current: Deployment | undefined, commit: string): boolean =>
  current?.commit === commit || current?.previous?.commit === commit;

/** Removes the checkouts of all commits but those of the deployments that are kept. */
const removeTrees = async (
  { root }: ServiceFolders,
  kept: readonly (Deployment | undefined)[],
): Promise<void> => {
  const commits = new Set(kept.map((deployment) => deployment?.commit));
  const trees = (await subfolders(root)).filter((name) => /^[0-9a-f]{40}$/.test(name) && !commits.has(name));
  for (const tree of trees) await rm(join(root, tree), { recursive: true, force: true });
};

const toRunningService = (deployment: Deployment): RunningService => ({
  name: deployment.service,
  commit: deployment.commit,
  endpoint: deployment.endpoint,
  running: isRunning(deployment),
});

const sameSubscriptions = (before: Deployment, input: DeployInput): boolean =>
  JSON.stringify(before.subscriptions) === JSON.stringify(input.subscriptions);

/** Runs committed revisions as child processes of this host, on 127.0.0.1. */
export const createServiceRuntime = (options: {
  workspace: string;
  registry: ProcessRegistry;
  installCache: InstallCache;
  /** Path of a repository's bare git directory. */
  repositoryPath: (name: string) => string;
  clock: Clock;
  /** Longest wait for readiness, milliseconds; 20 s when absent. */
  readyTimeoutMs?: number;
}): EmbeddedServiceRuntime => {
  const { workspace, registry, installCache, repositoryPath, clock, readyTimeoutMs } = options;
  /** Processes of this host by state file. */
  const children = new Map<string, ChildProcess>();
  /** The last operation on a service, by state file: one at a time. */
  const turns = new Map<string, Promise<unknown>>();

  const events = createProjectEvents({ directory: join(workspace, 'broker'), clock });

  const inTurn = <T>(state: string, operation: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(state) ?? Promise.resolve()).then(operation, operation);
    turns.set(state, turn);
    return turn;
  };

  const end = async (state: string): Promise<void> => {
    const child = children.get(state);
    children.delete(state);
    if (child !== undefined) await registry.end(child);
  };

  const start = async (input: DeployInput): Promise<Deployment> => {
    const { projectId, service, repository, commit, subscriptions } = input;
    const folders = serviceFolders(workspace, projectId, service);
    const before = await readDeployment(folders.state);
    if (before?.commit === commit) {
      if (isRunning(before) && sameSubscriptions(before, input) && (await isReady(before.endpoint)))
        return before;
      await end(folders.state);
    }
    const environment = await events.environmentOf(input);
    const tree = join(folders.root, commit);
    if (!wasReady(before, commit) || !existsSync(tree)) {
      await rm(tree, { recursive: true, force: true });
      await mkdir(folders.root, { recursive: true });
      await checkOut({ repository: repositoryPath(repository), commit, directory: tree });
      await installCache.install(tree);
    }
    const started = await startService(registry, {
      name: service,
      tree,
      folders,
      environment,
      ...(readyTimeoutMs === undefined ? {} : { timeoutMs: readyTimeoutMs }),
    });
    const pid = started.child.pid ?? 0;
    const deployment: Deployment = {
      projectId,
      service,
      repository,
      commit,
      endpoint: started.endpoint,
      ...(subscriptions && { subscriptions }),
      process: { pid, identity: processIdentity(pid) ?? '' },
      wanted: true,
      deployedAt: clock.now().toISOString(),
      previous: previousOf(before, commit),
    };
    await writeDeployment(folders.state, deployment);
    // The revision before answered until this one did.
    await end(folders.state);
    children.set(folders.state, started.child);
    await removeTrees(folders, [deployment, deployment.previous]);
    return deployment;
  };

  const deploy = (input: DeployInput): Promise<Deployment> =>
    inTurn(serviceFolders(workspace, input.projectId, input.service).state, () => start(input));

  /** Takes back the deployment that stands: the one before it stands again, as it was. Log and data stay. */
  const takeBack = async (current: Deployment, folders: ServiceFolders): Promise<Deployment | undefined> => {
    const { previous } = current;
    if (previous?.wanted) return start(previous);
    await end(folders.state);
    await rm(join(folders.root, current.commit), { recursive: true, force: true });
    if (previous) await writeDeployment(folders.state, previous);
    else await rm(folders.state, { force: true });
    return previous;
  };

  const deploymentsOf = async (projectId: string): Promise<Deployment[]> => {
    const root = join(workspace, 'deployments', projectId);
    const found = (await subfolders(root)).map((name) => readDeployment(join(root, name, 'deployment.json')));
    return (await Promise.all(found)).filter((deployment) => deployment !== undefined);
  };

  const allDeployments = async (): Promise<Deployment[]> =>
    (await Promise.all((await subfolders(join(workspace, 'deployments'))).map(deploymentsOf))).flat();

  /** Starts again, in its turn, what a host that is gone had started; a child of this host ended by itself. */
  const revive = (deployment: Deployment): Promise<Deployment> => {
    const { state } = serviceFolders(workspace, deployment.projectId, deployment.service);
    return inTurn(state, async () => {
      const current = (await readDeployment(state)) ?? deployment;
      const isLost = current.wanted && !isRunning(current) && !children.has(state);
      return isLost ? start(current) : current;
    });
  };

  return {
    async deploy(input) {
      return toRunningService(await deploy(input));
    },
    async status(projectId, service) {
      const deployment = await readDeployment(serviceFolders(workspace, projectId, service).state);
      return deployment === undefined ? undefined : toRunningService(deployment);
    },
    async ensureRunning(projectId) {
      const deployed = await deploymentsOf(projectId);
      // Every subscription is there before any service publishes what it had not sent yet.
      await Promise.all(deployed.filter(({ wanted }) => wanted).map((one) => events.environmentOf(one)));
      return (await Promise.all(deployed.map(revive))).map(toRunningService);
    },
    stop(projectId, service) {
      const { state } = serviceFolders(workspace, projectId, service);
      return inTurn(state, async () => {
        const deployment = await readDeployment(state);
        if (deployment !== undefined) await writeDeployment(state, { ...deployment, wanted: false });
        await end(state);
      });
    },
    restore(projectId, service, commit) {
      const folders = serviceFolders(workspace, projectId, service);
      return inTurn(folders.state, async () => {
        const current = await readDeployment(folders.state);
        if (current === undefined) return undefined;
        const isOther = current.commit !== commit;
        const standing = isOther && current.wanted ? await start(current) : current;
        const left = isOther ? standing : await takeBack(current, folders);
        return left && toRunningService(left);
      });
    },
    hops: (projectId, correlationId) => events.hops(projectId, correlationId),
    async stopAll() {
      await Promise.all([...children.keys()].map((state) => inTurn(state, () => end(state))));
      await events.close();
    },
    async recover() {
      const down = (await allDeployments()).filter(
        (deployment) => deployment.wanted && !isRunning(deployment),
      );
      // Every subscription is there before any service publishes what it had not sent yet.
      await Promise.all(down.map((deployment) => events.environmentOf(deployment)));
      const results = await Promise.allSettled(down.map(deploy));
      return results.flatMap((result, index) => {
        const deployment = down[index];
        if (result.status === 'fulfilled' || deployment === undefined) return [];
        const { projectId, service } = deployment;
        const reason = result.reason instanceof Error ? result.reason.message : String(result.reason);
        return [{ projectId, service, reason }];
      });
    },
  };
};
