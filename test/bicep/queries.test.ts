import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { HttpRequest, InvocationContext, PreInvocationContext } from '@azure/functions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { transitionTypes } from '../../factory/domain/transition-data.ts';
import { registerTelemetryHooks } from '../../platform/azure/telemetry/invocation-hooks.ts';
import {
  METRICS,
  observe,
  record,
  type Metric,
  type MetricName,
} from '../../platform/azure/telemetry/metrics.ts';
import { clientSpan } from '../../platform/azure/telemetry/span.ts';
import { startTelemetry, type Telemetry } from '../../platform/azure/telemetry/start-telemetry.ts';
import { PortError } from '../../platform/port-error.ts';
import { startIngestionServer, type IngestionServer } from '../loopback/ingestion/ingestion-server.ts';
import { trust } from '../loopback/tls/trust.ts';
import { anchorsOf } from '../rules/named-in-documents.ts';
import { root } from './support/bicep-cli.ts';
import { seenOf, unseen, type Seen } from './support/queries.ts';

const PROJECT = 'p-contoso-019c1363-49c0-7000-8000-0123456789ab';
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

type Alert = { id: string; title: string; meaning: string; query?: string[] };
const { log, metric } = JSON.parse(read('bicep/alerts.json')) as { log: Alert[]; metric: Alert[] };
const alerts = [...log, ...metric];
const workbook = JSON.parse(read('bicep/workbook.json')) as {
  items: { content: { title?: string; query?: string } }[];
};

const queries: [string, string][] = [
  ...log.map(({ id, query = [] }): [string, string] => [id, query.join('\n')]),
  ...workbook.items.flatMap(({ content: { title = '', query } }): [string, string][] =>
    query === undefined ? [] : [[title, query]],
  ),
];

let ingestion: IngestionServer;
let telemetry: Telemetry;
let seen: Seen;

/** Runs a function as the host does, with the hooks of the app. */
const invoked = async (trigger: object, input: unknown, work: () => Promise<unknown>): Promise<void> => {
  let before: ((invocation: PreInvocationContext) => void | Promise<void>) | undefined;
  const none = () => ({ dispose: () => undefined }) as never;
  const hook = { preInvocation: (given: typeof before) => ((before = given), none()), log: none };
  registerTelemetryHooks({ setup: none, hook: hook as never });
  const invocationContext = new InvocationContext({
    functionName: 'planProduct',
    invocationId: 'i-1',
    triggerMetadata: {
      messageId: 'm-1',
      enqueuedTimeUtc: new Date(Date.now() - 1_000).toISOString(),
    } as never,
    options: { trigger: { name: 'in', ...trigger }, extraInputs: [], extraOutputs: [] } as never,
  });
  const invocation = new PreInvocationContext({ inputs: [input], invocationContext, functionCallback: work });
  await before!(invocation);
  await Promise.resolve(invocation.functionHandler(input, invocationContext)).catch(() => undefined);
};

const refused = async (): Promise<never> => {
  throw new PortError('transient', 'busy');
};

/** Every kind of thing that the app tells, once: each metric with all its attributes, a message, an activity and a call that fail. */
const tellEverything = async (): Promise<void> => {
  for (const [key, { kind, attributes }] of Object.entries<Metric>(METRICS)) {
    const values = Object.fromEntries(attributes.map((name) => [name, 'x'])) as never;
    if (kind === 'gauge') observe(key as 'reviewAge', async () => [{ value: 1, attributes: values }]);
    else record(key as Exclude<MetricName, 'openReviews' | 'reviewAge'>, 1, values);
  }
  await invoked(
    { type: 'serviceBusTrigger', topicName: 'factory-events' },
    { type: 'stage.started', projectid: PROJECT, correlationid: 'c-7', data: { stage: 'vision' } },
    async () => undefined,
  );
  await invoked(
    { type: 'activityTrigger' },
    { projectId: PROJECT, correlationId: 'c-7', attempt: 1, stage: 'vision' },
    () => clientSpan('POST Azure DevOps', { 'peer.service': 'Azure DevOps' }, refused),
  );
  await invoked(
    { type: 'httpTrigger', route: 'api/projects' },
    new HttpRequest({ method: 'POST', url: 'http://localhost/api/projects', body: { string: '{}' } }),
    async () => ({ status: 202 }),
  );
  await telemetry.flush();
};

beforeAll(async () => {
  process.env['APPLICATION_INSIGHTS_NO_STATSBEAT'] = 'true';
  ingestion = await startIngestionServer();
  trust(ingestion.certificate);
  telemetry = await startTelemetry({ connectionString: ingestion.connectionString, version: '9.9.9' });
  await tellEverything();
  seen = seenOf(ingestion);
});

afterAll(async () => {
  await telemetry.stop();
  await ingestion.close();
});

describe('the queries of alerts and workbook', () => {
  it('are many, over all that is told', () => {
    expect(queries.length).toBeGreaterThan(16);
    expect(ingestion.refused).toEqual([]);
    const metrics = Object.values(METRICS).map(({ name }) => name);
    expect(metrics.filter((name) => !queries.some(([, query]) => query.includes(`"${name}"`)))).toEqual([]);
  });

  it.each(queries)('%s: names what arrived', (_, query) => {
    expect(unseen(query, seen)).toEqual([]);
  });

  it('name types of events that there are', () => {
    const named = queries.flatMap(([, query]) => [...query.matchAll(/"((?:project|review|stage)\.\w+)"/g)]);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(([, type]) => !transitionTypes.some((each) => each === type))).toEqual([]);
  });

  it.each([
    ['AppRequests | where Succes == false', ['column Succes']],
    ['AppRequests | where Name == "process factory-evens"', ['name process factory-evens']],
    ['AppMetrics | where Name == "factory.reviews.age" | summarize max(Max)', ['column Max']],
    [
      'AppMetrics | where Name == "factory.reviews.age" | extend a = tostring(Properties["factory.project.id"])',
      ['property factory.project.id'],
    ],
    ['AppTraces | count', ['table AppTraces']],
  ])('are refused when planted: %s', (query, faults) => {
    expect(unseen(query, seen)).toEqual(faults);
  });
});

describe('the alerts', () => {
  /** Alerts without a section of their own in the runbook, and sections without an alert. */
  const unmatched = (ids: readonly string[], markdown: string): string[] => {
    const anchors = anchorsOf(markdown).slice(1);
    return [...ids.filter((id) => !anchors.includes(id)), ...anchors.filter((id) => !ids.includes(id))];
  };

  it('each have a runbook', () => {
    const ids = [...alerts.map(({ id }) => id), 'budget'];
    expect(new Set(ids).size).toBe(12);
    expect(unmatched(ids, read('docs/operations/alerts.md'))).toEqual([]);
    expect(unmatched([...ids, 'planted'], read('docs/operations/alerts.md'))).toEqual(['planted']);
    expect(unmatched(ids.slice(1), read('docs/operations/alerts.md'))).toEqual(ids.slice(0, 1));
  });

  it.each(['dev', 'production'])('are deployed to %s, each with its runbook', (environment) => {
    const { predictedResources } = JSON.parse(read(`bicep/${environment}.snapshot.json`)) as {
      predictedResources: {
        type: string;
        name: string;
        properties: { description?: string; actions?: unknown };
      }[];
    };
    const rules = predictedResources.filter(({ type }) => /(scheduledQueryRules|metricAlerts)$/.test(type));
    const wanted = alerts
      .map(({ id }) => id)
      // Without a model of Azure OpenAI none is throttled.
      .filter((id) => environment === 'production' || id !== 'throttled-model');
    expect(rules.map(({ name }) => name.replace(`factory-${environment}-`, '')).toSorted()).toEqual(
      wanted.toSorted(),
    );
    for (const { name, properties } of rules) {
      const id = name.replace(`factory-${environment}-`, '');
      expect(properties.description).toContain(`docs/operations/alerts.md#${id}`);
      expect(JSON.stringify(properties.actions)).toContain('actionGroupId');
    }
    expect(predictedResources.filter(({ type }) => type === 'Microsoft.Consumption/budgets')).toHaveLength(1);
  });
});
