import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import { onTestFinished } from 'vitest';

type Attribute = { key: string; value: Record<string, string | number> };

export type CollectedSpan = {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: Attribute[];
  /** 2: it failed. */
  status: { code?: number };
};

export type CollectedMetric = {
  name: string;
  unit: string;
  histogram?: { dataPoints: { count: number; sum: number; attributes: Attribute[] }[] };
  sum?: { dataPoints: { asDouble: number; attributes: Attribute[] }[] };
  gauge?: { dataPoints: { asDouble: number; attributes: Attribute[] }[] };
};

type Resource = { attributes: Attribute[] };

type Exported = {
  resourceSpans?: { resource: Resource; scopeSpans: { spans: CollectedSpan[] }[] }[];
  resourceMetrics?: { resource: Resource; scopeMetrics: { metrics: CollectedMetric[] }[] }[];
};

/** Attributes as an object. */
export const valuesOf = (
  attributes: readonly Attribute[] = [],
): Record<string, string | number | undefined> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

/** A collector on this machine, OTLP over HTTP as JSON: it keeps what it gets, or answers with an error. */
export const startOtlpReceiver = async (status = 200) => {
  const spans: CollectedSpan[] = [];
  const metrics: CollectedMetric[] = [];
  const resources: Record<string, string | number | undefined>[] = [];
  const server = createServer(async (request, response) => {
    const { resourceSpans = [], resourceMetrics = [] } = (await json(request)) as Exported;
    for (const { resource, scopeSpans } of resourceSpans) {
      resources.push(valuesOf(resource.attributes));
      spans.push(...scopeSpans.flatMap((scope) => scope.spans));
    }
    for (const { resource, scopeMetrics } of resourceMetrics) {
      resources.push(valuesOf(resource.attributes));
      metrics.push(...scopeMetrics.flatMap((scope) => scope.metrics));
    }
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, spans, metrics, resources };
};
