import { afterAll, beforeAll, expect, it } from 'vitest';

import { endStage, startStage } from '../../../../factory/domain/project-transitions.ts';
import { unstarted, type Project } from '../../../../factory/domain/project.ts';
import { transitionEvent } from '../../../../factory/domain/transition-event.ts';
import { observePorts } from '../../../../platform/azure/telemetry/observe-ports.ts';
import { observeReviews } from '../../../../platform/azure/telemetry/observe-reviews.ts';
import { startTelemetry, type Telemetry } from '../../../../platform/azure/telemetry/start-telemetry.ts';
import type { Ports } from '../../../../platform/ports.ts';
import { startIngestionServer, type IngestionServer } from '../../../loopback/ingestion/ingestion-server.ts';
import { trust } from '../../../loopback/tls/trust.ts';

const ID = 'p-contoso-019c1363-49c0-7000-8000-0123456789ab';

let ingestion: IngestionServer;
let telemetry: Telemetry;

beforeAll(async () => {
  process.env['APPLICATION_INSIGHTS_NO_STATSBEAT'] = 'true';
  ingestion = await startIngestionServer();
  trust(ingestion.certificate);
  telemetry = await startTelemetry({ connectionString: ingestion.connectionString, version: '0' });
});

afterAll(async () => {
  await telemetry.stop();
  await ingestion.close();
});

/** Ports over one project, with a writer that comes between. */
const portsOver = (first: Project) => {
  let project = first;
  const published: string[] = [];
  const ports = {
    projects: {
      update: async (_: string, change: (project: Project) => Project) => {
        change(project);
        return (project = change(project));
      },
    },
    publisher: { publish: async ({ type }: { type: string }) => void published.push(type) },
  } as unknown as Ports;
  return { ports: observePorts(ports), published };
};

it('measures stages, retries and rounds by what goes through the ports, and the open questions', async () => {
  const project = {
    ...unstarted(),
    id: ID,
    correlationId: 'c',
    idempotencyKey: 'k',
    definition: { text: 't' },
    createdAt: '2026-01-01T00:00:00.000Z',
  } as unknown as Project;
  const { ports, published } = portsOver(startStage(project, 'vision', '2026-01-01T00:00:00.000Z'));
  const end = (each: Project) => endStage(each, 'vision', 'completed', '2026-01-01T00:01:30.000Z');
  await ports.projects.update(ID, end);
  // Written again, as an activity that is repeated does.
  await ports.projects.update(ID, end);
  const event = (type: 'activity.retrying' | 'quality.round' | 'stage.started') =>
    transitionEvent({ projectId: ID, correlationId: 'c' }, type, new Date(0), {
      stage: 'vision',
      message: 'm',
      ...(type === 'quality.round' ? { round: 1 } : {}),
    });
  for (const type of ['activity.retrying', 'activity.retrying', 'quality.round', 'stage.started'] as const)
    await ports.publisher.publish(event(type));
  const review = (status: string, minute: number) => ({
    status,
    openedAt: new Date(minute * 60_000).toISOString(),
  });
  let reads = 0;
  const list = async () => {
    reads += 1;
    return [review('open', 9), review('decided', 1), review('open', 4)] as never;
  };
  observeReviews(
    () => [
      { tenant: 'contoso', reviews: { list } },
      { tenant: 'fabrikam', reviews: { list: async () => [] } },
    ],
    () => 10 * 60_000,
  );
  await telemetry.flush();

  expect(published).toHaveLength(4);
  expect(reads).toBe(1);
  const place = { 'factory.tenant': 'contoso', 'factory.stage': 'vision' };
  const measured = ingestion
    .metrics()
    .map(({ name, value, count, properties }) => ({ name, value, count, properties }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  expect(measured).toEqual([
    { name: 'factory.activity.retries', value: 2, count: 1, properties: place },
    { name: 'factory.quality.rounds', value: 1, count: 1, properties: place },
    { name: 'factory.reviews.age', value: 360, count: 1, properties: { 'factory.tenant': 'contoso' } },
    { name: 'factory.reviews.age', value: 0, count: 1, properties: { 'factory.tenant': 'fabrikam' } },
    { name: 'factory.reviews.open', value: 2, count: 1, properties: { 'factory.tenant': 'contoso' } },
    { name: 'factory.reviews.open', value: 0, count: 1, properties: { 'factory.tenant': 'fabrikam' } },
    {
      name: 'factory.stage.duration',
      value: 90,
      count: 1,
      properties: { ...place, 'factory.outcome': 'completed' },
    },
  ]);
});

it('is refused without a connection string that is one, which is not repeated', async () => {
  const started = startTelemetry({ connectionString: 'InstrumentationKey=abc;Secret=xyz', version: '0' });
  await expect(started).rejects.toMatchObject({
    kind: 'invalid-configuration',
    message: expect.not.stringContaining('xyz'),
  });
});
