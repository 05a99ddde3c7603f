import { join } from 'node:path';

import type { Clock, EventJournal, EventPublisher, KnowledgeEntry, Ports, Sandbox } from '../ports.ts';
import { backingUp } from './backup/backing-up.ts';
import { clearTemporary } from './clear-temporary.ts';
import { createPipelineRunner } from './azure-devops/pipelines/pipeline-runner.ts';
import { createGitPullRequests } from './azure-devops/pull-requests/git-pull-requests.ts';
import { createGitSourceControl } from './azure-devops/source-control/git-source-control.ts';
import { createBus } from './bus/create-bus.ts';
import { createDeadLetters } from './bus/create-dead-letters.ts';
import { createEventPublisher } from './bus/create-event-publisher.ts';
import { createReplies } from './bus/create-replies.ts';
import { trimCompiledCode } from './processes/compiled-code.ts';
import { createInterruption } from './processes/interruption.ts';
import { createProcessRegistry } from './processes/process-registry.ts';
import { createServiceRuntime } from './runtime/service-runtime.ts';
import { createEmbeddedSandbox } from './sandbox/embedded-sandbox.ts';
import { createInstallCache } from './sandbox/install-cache.ts';
import { createEmbeddedStores } from './stores/embedded-stores.ts';

export type EmbeddedPlatform = {
  /** All but the verifier: what verifies belongs to the app, and stands on `sandbox`. */
  ports: Omit<Ports, 'verifier'>;
  sandbox: Sandbox;
  /**
   * Ends what a killed host left running and clears what it left lying; with `recover` also starts the services again that were deployed. Answers why some
   * could not be started.
   */
  start(recover: boolean): Promise<string[]>;
  /** Ends every child process and closes the databases. */
  stop(): Promise<void>;
};

/**
 * Publishes on the bus and writes the journal at once: a Functions host other than ours does not deliver what is on the
 * embedded bus. The journal takes an event once, so its delivery by the bus changes nothing.
 */
const journaled = (publisher: EventPublisher, journal: EventJournal): EventPublisher => ({
  async publish(event) {
    await publisher.publish(event);
    await journal.append(event);
  },
});

/** Everything that the app stands on, inside one folder and this machine. */
export const createEmbeddedPlatform = (options: {
  /** Absolute path. */
  workspace: string;
  knowledge: readonly KnowledgeEntry[];
  /** Where installed packages are shared between workspaces; the user's cache folder when absent. */
  installCacheDirectory?: string;
}): EmbeddedPlatform => {
  const { workspace } = options;
  const clock: Clock = { now: () => new Date() };
  const registry = createProcessRegistry(join(workspace, 'processes'));
  const stores = createEmbeddedStores({ directory: workspace, seed: options.knowledge });
  const bus = createBus({ directory: workspace, clock });
  const directory = options.installCacheDirectory;
  const installCache = createInstallCache({ registry, ...(directory ? { directory } : {}) });
  const repositoryPath = (name: string) => join(workspace, 'repositories', `${name}.git`);
  const author = { name: 'ConnectSoft AI Software Factory', email: 'factory@connectsoft.example' };
  const repositories = { directory: workspace, clock, author };
  const runtime = createServiceRuntime({ workspace, registry, installCache, repositoryPath, clock });

  return {
    ports: {
      projects: stores.projects,
      reviews: stores.reviews,
      budgets: stores.budgets,
      artifacts: stores.artifacts,
      actions: stores.actions,
      journal: stores.journal,
      knowledge: stores.knowledge,
      workItems: stores.workItems,
      undo: stores.undo,
      publisher: backingUp(journaled(createEventPublisher(bus), stores.journal), workspace, clock.now),
      replies: createReplies(bus),
      deadLetters: createDeadLetters(bus),
      sourceControl: createGitSourceControl(repositories),
      pullRequests: createGitPullRequests(repositories),
      pipelines: createPipelineRunner({ workspace, registry, installCache, repositoryPath, clock }),
      runtime,
      interruption: createInterruption((child) => registry.end(child)),
      clock,
    },
    sandbox: createEmbeddedSandbox({ workspace, registry, installCache }),
    async start(recover) {
      registry.reapOrphans();
      await clearTemporary(workspace);
      trimCompiledCode();
      const down = recover ? await runtime.recover() : [];
      return down.map(({ service, reason }) => `${service} could not be started again: ${reason}`);
    },
    async stop() {
      await registry.endAll();
      await runtime.stopAll();
      bus.close();
      stores.close();
    },
  };
};
