import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createActivities, type Activities } from '../../activities/create-activities.ts';
import { servicePrefix, type GeneratedFile } from '../../factory/domain/artifact.ts';
import type { ActivityInput } from '../../activities/lib/recorded.ts';
import type { Outcome } from '../../factory/domain/failure.ts';
import type { Stage } from '../../factory/domain/stage.ts';
import { PLATFORM_PREFIX } from '../../factory/domain/solution.ts';
import { createEmbeddedPlatform, type EmbeddedPlatform } from '../../platform/embedded/embedded-platform.ts';
import type { WorkItem } from '../../factory/domain/work-item.ts';
import { withLocalVerifier } from '../../factory/verification/local-verifier.ts';
import type { KnowledgeEntry, Ports, RunningService } from '../../platform/ports.ts';
import { bookshopBlueprint } from '../factory/fixtures/blueprints/bookshop.ts';
import { bookshopPlan } from '../factory/fixtures/plans/bookshop.ts';
import { createBareRepository } from '../platform/embedded/azure-devops/pipelines/bare-repository.ts';
import { aProject } from './a-project.ts';

export const services = bookshopBlueprint.services.map(({ name }) => name);

const root = (name: string) => ({ name, version: '1.0.0' });

/** A repository whose pipeline passes and that starts at once. */
const delivered = (name: string): GeneratedFile[] => [
  { path: 'package.json', content: JSON.stringify({ ...root(name), type: 'module' }) },
  {
    path: 'package-lock.json',
    content: JSON.stringify({ ...root(name), lockfileVersion: 3, packages: { '': root(name) } }),
  },
  { path: 'azure-pipelines.yml', content: 'steps:\n  - script: echo built\n' },
  {
    path: 'src/main.ts',
    content: `
      import { createServer } from 'node:http';
      import type { AddressInfo } from 'node:net';
      const server = createServer((_, response) => response.end('${name}'));
      process.on('SIGTERM', () => server.close(() => process.exit(0)).closeAllConnections());
      server.listen(0, '127.0.0.1', () =>
        console.log(JSON.stringify({ msg: 'listening', url: 'http://127.0.0.1:' + (server.address() as AddressInfo).port })));
    `,
  },
];

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
};

/** A project whose stages up to DevOps are over. */
const designed = async ({ projects, artifacts }: Ports, id: string): Promise<void> => {
  await projects.create(aProject({ id, idempotencyKey: id }));
  await artifacts.putAll(id, 'vision', [
    { path: 'plan/product-plan.json', content: JSON.stringify(bookshopPlan) },
  ]);
  await artifacts.putAll(id, 'architecture', [
    { path: 'architecture/blueprint.json', content: JSON.stringify(bookshopBlueprint) },
  ]);
  await artifacts.putAll(id, 'devops', [
    { path: `${PLATFORM_PREFIX}README.md`, content: '# Platform\n' },
    ...services.flatMap((name) =>
      delivered(name).map(({ path, content }) => ({ path: servicePrefix(name) + path, content })),
    ),
  ]);
};

const start = async (activities: Activities, ids: ActivityInput, stage: Stage): Promise<void> => {
  value(await activities.recordTransition({ ...ids, type: 'stage.started', stage, message: 'started' }));
};

type Revision = { service: string; repository: string; commit: string };

/** What finalization does outside the project's records, in its order. */
export const finalize = async (
  { activities, ports }: Fixture,
  projectId: string,
  of: readonly string[] = services,
): Promise<Revision[]> => {
  const ids = { projectId, correlationId: 'c', attempt: 1 };
  await designed(ports, projectId);
  await start(activities, ids, 'finalization');
  value(await activities.createWorkItems(ids));
  const commits = await Promise.all(
    of.map(async (service) => ({
      service,
      ...value(await activities.commitService({ ...ids, service })),
    })),
  );
  value(await activities.commitExtensions(ids));
  value(await activities.commitPlatform(ids));
  return commits;
};

/** Finalization, and the same of deployment. */
export const release = async (fixture: Fixture, projectId: string): Promise<void> => {
  const { activities } = fixture;
  const ids = { projectId, correlationId: 'c', attempt: 1 };
  const commits = await finalize(fixture, projectId);
  await start(activities, ids, 'deployment');
  await Promise.all(
    commits.map(async (revision) => {
      value(await activities.runPipeline({ ...ids, ...revision }));
      value(await activities.deployService({ ...ids, ...revision }));
    }),
  );
  value(await activities.closeWorkItems(ids));
  value(await activities.rememberProject(ids));
};

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).toSorted() : []);

type Dump = {
  repositories: [name: string, branches: string][];
  workItems: WorkItem[][];
  runs: string[];
  deployments: { service: string; running: RunningService | undefined; answer: string }[][];
  processes: string[];
  knowledge: KnowledgeEntry[];
};

export type Fixture = Omit<EmbeddedPlatform, 'ports'> & {
  ports: Ports;
  activities: Activities;
  repositories: string;
  /** Everything outside the projects' own records: repositories with their branches, work items, runs, services, knowledge. */
  dump(projectIds: readonly string[]): Promise<Dump>;
  remove(): Promise<void>;
};

/**
 * An Azure DevOps of its own, with a repository in it that a person made under the name of a service. `others`: ports that
 * stand in for the embedded ones.
 */
export const createUndoFixture = (others: (ports: Ports) => Partial<Ports> = () => ({})): Fixture => {
  const workspace = mkdtempSync(join(tmpdir(), 'undo-'));
  const platform = createEmbeddedPlatform({
    workspace,
    knowledge: [],
    installCacheDirectory: join(workspace, 'installs'),
  });
  const own = withLocalVerifier(platform);
  const ports = { ...own, ...others(own) };
  const repositories = join(workspace, 'repositories/connectsoft/factory');
  createBareRepository(repositories, 'orders').commit({ 'README.md': 'Ours.' });
  const branches = (repository: string) =>
    execFileSync('git', ['for-each-ref'], { cwd: join(repositories, repository), encoding: 'utf8' });
  const deployed = (projectId: string) =>
    Promise.all(
      services.map(async (service) => {
        const running = await ports.runtime.status(projectId, service);
        const answer = running?.running ? await (await fetch(running.endpoint)).text() : '';
        return { service, running, answer };
      }),
    );
  return {
    ...platform,
    ports,
    activities: createActivities(ports),
    repositories,
    async dump(projectIds) {
      return {
        repositories: namesIn(repositories)
          .filter((name) => name.endsWith('.git'))
          .map((name): [string, string] => [name, branches(name)]),
        workItems: await Promise.all(projectIds.map((id) => ports.workItems.list(id))),
        runs: namesIn(join(workspace, 'pipelines')),
        deployments: await Promise.all(projectIds.map(deployed)),
        processes: namesIn(join(workspace, 'processes')).map((name) =>
          readFileSync(join(workspace, 'processes', name), 'utf8'),
        ),
        knowledge: await ports.knowledge.query('bookshop', ['project'], 10),
      };
    },
    async remove() {
      await platform.stop();
      rmSync(workspace, { recursive: true, force: true });
    },
  };
};
