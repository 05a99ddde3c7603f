import type { Service } from '../../domain/blueprint.ts';
import type { JsonObject } from '../contracts/json-object.ts';
import { podInventory, serviceCalls, serviceLog } from '../../domain/log-queries.ts';

/** Milliseconds: what a chart shows by default, the last day. */
const timeContext = { durationMs: 86_400_000 };

/** Filled in by `deploy/bicep/modules/dashboard.bicep`. */
const WORKSPACE = '<cluster-workspace>';

const query = (
  name: string,
  title: string,
  kql: string,
  visualization: 'timechart' | 'table',
): JsonObject => ({
  type: 3,
  name,
  content: {
    version: 'KqlItem/1.0',
    title,
    query: kql,
    visualization,
    size: 0,
    queryType: 0,
    resourceType: 'microsoft.operationalinsights/workspaces',
    crossComponentResources: [WORKSPACE],
    timeContext,
  },
});

/** Aggregations of Azure Monitor: 3 maximum, 7 count. */
const metric = (
  name: string,
  title: string,
  resource: { type: string; id: string },
  metricName: string,
  aggregation: 3 | 7,
  splitBy: string,
): JsonObject => ({
  type: 10,
  name,
  content: {
    version: 'MetricsItem/2.0',
    chartId: name,
    title,
    size: 0,
    chartType: 2,
    metricScope: 0,
    resourceType: resource.type,
    resourceIds: [resource.id],
    timeContext,
    metrics: [{ namespace: resource.type, metric: `${resource.type}--${metricName}`, aggregation, splitBy }],
  },
});

const cosmos = { type: 'microsoft.documentdb/databaseaccounts', id: '<cosmos-account>' };
const serviceBus = { type: 'microsoft.servicebus/namespaces', id: '<service-bus-namespace>' };

/** `deploy/observability/dashboard.json`: an Azure workbook of the service, its store and its topic. */
export const dashboard = ({ name }: Service): JsonObject => ({
  version: 'Notebook/1.0',
  items: [
    { type: 1, name: 'title', content: { json: `# ${name}\n\nWhat to do about an alert: docs/runbook.md.` } },
    query(
      'calls',
      'Calls, and milliseconds in which 95 of 100 are answered',
      [
        serviceCalls(name),
        '| summarize calls = count(), p95 = percentile(durationMs, 95) by bin(TimeGenerated, 5m)',
      ].join('\n'),
      'timechart',
    ),
    query(
      'answers',
      'Answers by status',
      `${serviceCalls(name)}\n| summarize count() by tostring(status), bin(TimeGenerated, 5m)`,
      'timechart',
    ),
    query(
      'lines',
      'Log lines by level',
      `${serviceLog(name)}\n| summarize count() by level, bin(TimeGenerated, 5m)`,
      'timechart',
    ),
    query(
      'errors',
      'Latest errors',
      `${serviceLog(name)}\n| where level == "error"\n| project TimeGenerated, msg, correlationId, PodName\n| top 50 by TimeGenerated`,
      'table',
    ),
    query(
      'restarts',
      'Restarts by pod',
      `${podInventory(name)}\n| summarize Restarts = max(ContainerRestartCount) by Name, bin(TimeGenerated, 5m)`,
      'timechart',
    ),
    metric(
      'throughput',
      'Store: share of throughput used',
      cosmos,
      'NormalizedRUConsumption',
      3,
      'PartitionKeyRangeId',
    ),
    metric('requests', 'Store: requests by status', cosmos, 'TotalRequests', 7, 'StatusCode'),
    metric('events', 'Events: dead-lettered messages', serviceBus, 'DeadletteredMessages', 3, 'EntityName'),
  ],
  fallbackResourceIds: [WORKSPACE],
});
