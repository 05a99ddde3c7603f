import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RunResult } from '../../factory/domain/run-result.ts';
import { STAGES } from '../../factory/domain/stage.ts';
import { traceIdOf } from '../../factory/domain/transition-event.ts';
import { AUDIENCES } from '../../platform/azure/identity/audiences.ts';
import { AUDIT, factoryMeanwhile, resultOf, root, treeOf } from '../e2e/support/factory-cli.ts';
import { makeProject } from '../e2e/support/served-factory.ts';
import { until } from '../e2e/support/waiting.ts';
import { presentIn } from '../loopback/azure-devops/behaviour/work-item-state.ts';
import { wikisOf } from '../loopback/azure-devops/behaviour/wiki.ts';
import { repositoriesOf } from '../loopback/azure-devops/git/repository.ts';
import { pipelinesOf } from '../loopback/azure-devops/pipelines/pipeline-state.ts';
import { CANARY, KEY, startAzureWorld, STRANGERS_KEY, type AzureWorld } from './support/azure-world.ts';
import { startCagedHost, type CagedHost } from './support/caged-host.ts';
import { figure } from './support/figures.ts';
import { otherSystem } from './support/other-system.ts';
import { unpack } from './support/unpacked.ts';

let folder: string;
let packaged: string;
let files: string[];
let world: AzureWorld;
let host: CagedHost;
let result: RunResult;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'factory-azure-'));
  const zip = join(folder, 'factory.zip');
  packaged = execFileSync(process.execPath, [join(root, 'scripts/package.ts'), '--output', zip], {
    cwd: root,
    encoding: 'utf8',
  });
  files = unpack(zip, join(folder, 'app'));
  world = await startAzureWorld();
  // Every token ends while the project is worked on. The client of Service Bus renews two minutes before.
  world.identity.lastFor(15);
  world.identity.lastFor(86_400, AUDIENCES.serviceBus);
  host = await startCagedHost(folder, world.settings);
  const began = performance.now();
  result = await makeProject(host.url, AUDIT, { 'x-api-key': KEY });
  figure(`audit trail over all Azure adapters in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
});

afterAll(async () => {
  await host?.stop();
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

const project = () => world.devOps.state.organizations.get('connectsoft')!.projects.get('factory')!;
const repositories = () => [...repositoriesOf(project()).values()];
const repository = (name: string) => repositories().find((each) => each.name === name)!;
const head = (name: string) => {
  const { refs, store } = repository(name);
  return store.commits.get(refs.get('refs/heads/main')!)!;
};
const everyObject = (): string =>
  repositories()
    .flatMap(({ store }) => [...store.objects.values()].map(({ bytes }) => bytes.toString('latin1')))
    .join('\n');

describe('the package', () => {
  it('contains no way to start a program, no embedded platform and no database', () => {
    expect(packaged).toMatch(/\b[1-9]\d{2,} modules inspected, 0 forbidden imports/);
  });

  it('lies unpacked without exec bits', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((path) => (statSync(join(folder, 'app', path)).mode & 0o111) !== 0)).toEqual([]);
  });
});

describe('the audit trail over all Azure adapters', () => {
  it('completes all seven stages', () => {
    expect(result.failure).toBeUndefined();
    expect(result.status).toBe('completed');
    expect(result.stages.map(({ name, status }) => `${name} ${status}`)).toEqual(
      STAGES.map((stage) => `${stage} completed`),
    );
  });

  it('commits the very tree that the embedded platform commits', async () => {
    const workspace = join(folder, 'embedded');
    const embedded = resultOf(await factoryMeanwhile('run', AUDIT, '--json', '--workspace', workspace));
    const path = join(workspace, 'repositories/connectsoft/factory');
    expect(head('audit-trail').treeId).toBe(treeOf(join(path, 'audit-trail.git')));
    expect(head('connectsoft-extensions').treeId).toBe(treeOf(join(path, 'connectsoft-extensions.git')));
    expect(result.workItems).toEqual(embedded.workItems);
    expect(result.requirements).toEqual(embedded.requirements);
    const statuses = ({ services }: RunResult) =>
      services.flatMap(({ quality }) => quality.checks.map(({ name, status }) => `${name} ${status}`));
    expect(statuses(result)).toEqual(statuses(embedded));
    figure('same tree as the embedded platform');
  });

  it('leaves exactly the repositories, commits and pipeline runs of one delivery', () => {
    expect(
      repositories()
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['audit-trail', 'connectsoft-extensions']);
    for (const { name, refs, pushes } of repositories()) {
      expect([...refs.keys()].filter((ref) => ref.startsWith('refs/heads/'))).toEqual(['refs/heads/main']);
      expect(head(name).parents, name).toHaveLength(1);
      // The marker of whose it is, and the delivery: a push has one commit.
      expect(
        pushes.filter(({ ref }) => ref === 'refs/heads/main'),
        name,
      ).toHaveLength(2);
    }
    const { definitions, runs } = pipelinesOf(project());
    expect([...definitions.values()].map(({ name }) => name)).toEqual(['audit-trail']);
    expect([...runs.values()].map(({ commit, result: outcome }) => `${commit} ${outcome}`)).toEqual([
      `${head('audit-trail').id} succeeded`,
    ]);
    figure(`${repositories().length} repositories, ${runs.size} pipeline run`);
  });

  it('leaves exactly the planned work items, below each other and linked to the commit', () => {
    const items = presentIn(project());
    const { epics, features, stories, tasks } = result.workItems;
    const count = (type: string) => items.filter((item) => item.type.name === type).length;
    expect([count('Epic'), count('Feature'), count('User Story'), count('Task')]).toEqual([
      epics,
      features,
      stories,
      tasks,
    ]);
    expect(items).toHaveLength(epics + features + stories + tasks);
    const parents = items.flatMap(({ relations }) =>
      relations.filter(({ rel }) => rel.endsWith('Hierarchy-Reverse')),
    );
    expect(parents).toHaveLength(items.length - epics);
    const commit = head('audit-trail').id;
    const linked = items.filter(({ relations }) =>
      relations.some(({ url }) => url.toLowerCase().endsWith(commit)),
    );
    expect(linked.length).toBeGreaterThanOrEqual(stories);
    figure(`${items.length} work items, ${linked.length} linked`);
  });

  it('publishes its documentation in the wiki', () => {
    const pages = wikisOf(project()).flatMap((wiki) => [...wiki.pages.keys()]);
    expect(pages.length).toBeGreaterThan(1);
  });

  it('says that nobody of the factory hosts the service, and does not call that passed', () => {
    expect(result.services.map(({ running, deployment }) => [running ?? false, deployment?.status])).toEqual([
      [false, 'not-run'],
    ]);
  });

  it('asked each service with a token of its own audience, by the identity that it has', () => {
    const { requests } = world.identity;
    const asked = (resource: string) => requests.filter((each) => each.resource.includes(resource)).length;
    expect(asked('499b84ac')).toBeGreaterThan(1);
    expect(asked('127.0.0.1')).toBeGreaterThan(1);
    expect(new Set(requests.map(({ clientId }) => clientId))).toEqual(
      new Set([world.settings['AZURE_CLIENT_ID']]),
    );
    expect(world.model.refused).toEqual([]);
    expect(world.model.requests.length).toBeGreaterThan(2);
    expect(world.sessions.made()).toBeGreaterThan(0);
    figure(
      `${world.cosmos.requests.length} calls of Cosmos DB, ${world.devOps.calls.length} of Azure DevOps (beyond its contract: ${world.devOps.notProven().join(', ') || 'none'}), ${world.model.requests.length} of the model, ${world.sessions.made()} sandbox sessions`,
    );
  });

  it('is for callers of its tenant only', async () => {
    const show = async (headers: Record<string, string>) => {
      const answer = await fetch(`${host.url}/api/projects/${result.projectId}`, { headers });
      return [answer.status, answer.headers.get('content-type'), answer.headers.get('www-authenticate')];
    };
    const PROBLEM = 'application/problem+json';
    expect(await show({})).toEqual([401, PROBLEM, 'Bearer']);
    expect(await show({ 'x-api-key': 'fk_guessed' })).toEqual([
      401,
      PROBLEM,
      expect.stringContaining('invalid_token'),
    ]);
    expect(await show({ 'x-api-key': STRANGERS_KEY })).toEqual([404, PROBLEM, null]);
    expect((await show({ 'x-api-key': KEY }))[0]).toBe(200);
    const list = await fetch(`${host.url}/api/projects`, { headers: { 'x-api-key': STRANGERS_KEY } });
    expect(await list.json()).toEqual({ items: [] });
    // A body that is refused before it is read holds nothing up.
    const large = {
      method: 'POST',
      body: 'x'.repeat(3_000_000),
      headers: { 'content-type': 'application/json' },
    };
    expect((await fetch(`${host.url}/api/projects`, large)).status).toBe(401);
    expect((await fetch(`${host.url}/api/health`)).status).toBe(200);
  });

  it('keeps everything of it under its tenant', () => {
    const documents = ['projects', 'artifacts', 'contents', 'actions', 'events', 'undo', 'budgets'].flatMap(
      (name) => world.cosmos.container(name).all(),
    );
    expect(documents.length).toBeGreaterThan(200);
    expect(documents.filter(({ tenant }) => tenant !== 'contoso')).toEqual([]);
  });

  it('is one trace with every hop, in Application Insights', async () => {
    const traceId = traceIdOf(result.projectId);
    const spans = () => world.ingestion.spans().filter((span) => span.traceId === traceId);
    const hops = [
      'POST /api/projects',
      'factory',
      'verifyService',
      'process factory-events',
      'chat gpt-5-mini',
      'Azure DevOps',
      'The sandbox',
      'send factory-events',
      'batch artifacts',
      'get token',
    ];
    const missing = () => hops.filter((hop) => !spans().some(({ name }) => name.includes(hop)));
    // What is missing is told below.
    await until('telemetry', () => missing().length === 0 || undefined, 30_000).catch(() => undefined);
    expect(missing()).toEqual([]);
    expect(world.ingestion.refused).toEqual([]);
    figure(`${spans().length} spans in one trace`);
  }, 60_000);
});

describe('messages from another system', () => {
  let portal: ReturnType<typeof otherSystem>;
  beforeAll(() => {
    portal = otherSystem(world.bus.connectionString);
  });
  afterAll(() => portal.close());

  it('asks, is answered, sees a decision made by another one, cancels, and is told the end', async () => {
    const replies = portal.queue('factory-replies');
    const deskReplies = portal.queue('desk-replies');
    const watcher = portal.subscription('factory-events', 'watcher');
    const definition = { text: AUDIT, approvals: ['plan'] };
    await portal.send(
      'factory-requests',
      'project.create.v1',
      { definition },
      { id: 'order-1', correlationid: 'c-1' },
    );
    const accepted = await replies.next(({ type }) => type === 'project.accepted.v1');
    expect(accepted).toMatchObject({ correlationid: 'c-1', data: { status: 'running' } });
    const projectId = String(accepted.data['projectId']);

    const open = await until('the approval', async () => {
      const answer = await fetch(`${host.url}/api/projects/${projectId}/reviews?status=open`, {
        headers: { 'x-api-key': KEY },
      });
      const { items } = (await answer.json()) as { items: { id: string; sha256: string }[] };
      return items[0];
    });
    const decision = { kind: 'accept', reason: 'As ordered.' };
    const decide = { reviewId: open.id, shown: open.sha256, decision };
    await portal.send('factory-control', 'review.decide.v1', decide, { correlationid: 'c-2' });
    expect(await replies.next(({ correlationid }) => correlationid === 'c-2')).toMatchObject({
      type: 'request.rejected.v1',
    });
    await portal.send('desk-control', 'review.decide.v1', decide, { correlationid: 'c-3' });
    expect(await deskReplies.next(({ correlationid }) => correlationid === 'c-3')).toMatchObject({
      type: 'review.decided.v1',
    });

    await portal.send(
      'factory-control',
      'project.cancel.v1',
      { projectId, reason: 'Enough.' },
      { correlationid: 'c-4' },
    );
    expect(await replies.next(({ type }) => type === 'project.ended.v1')).toMatchObject({
      data: { projectId, status: 'cancelled' },
    });
    const seen = await watcher.next(({ type }) => type === 'stage.completed');
    expect(seen.data['stage']).toBe('deployment');
    expect(watcher.read.filter(({ data }) => data['stage'] !== 'deployment')).toEqual([]);
    figure('create, decide and cancel by message');
  });

  it('rejects one bad message once, with its reason', async () => {
    await portal.sendRaw('factory-requests', { hello: 'world' });
    const rejected = portal.queue('factory-rejected');
    const first = await rejected.next(({ message }) => String(message).includes('hello'));
    expect(String(first['reason'])).not.toBe('');
    expect(world.bus.messages('factory-rejected')).toEqual([]);
    expect(world.bus.messages('factory-requests/$DeadLetterQueue')).toEqual([]);
  });
});

it('a secret of the vault came out nowhere', async () => {
  await host.stop();
  const places: Record<string, string> = {
    repositories: everyObject(),
    telemetry: world.ingestion.text(),
    documents: JSON.stringify(
      ['artifacts', 'actions', 'events', 'reviews', 'projects'].map((name) =>
        world.cosmos.container(name).all(),
      ),
    ),
    log: readFileSync(join(folder, 'state/host.log'), 'utf8'),
    errors: host.errors(),
  };
  expect(world.vault.requests.some(({ authorized }) => authorized)).toBe(true);
  for (const [place, text] of Object.entries(places)) {
    expect(place === 'errors' || text.length > 1_000, place).toBe(true);
    expect(
      [CANARY, KEY, STRANGERS_KEY].filter((secret) => text.includes(secret)),
      place,
    ).toEqual([]);
  }
  expect(host.errors()).toBe('');
});
