import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

type Attribute = { key: string; value: Record<string, string | number> };

type Span = { name: string; kind: number; traceId: string; spanId: string; parentSpanId?: string };

type Metric = {
  name: string;
  unit: string;
  histogram?: { dataPoints: { count: number; explicitBounds: number[]; attributes: Attribute[] }[] };
};

type Exported = {
  resourceSpans?: { resource: { attributes: Attribute[] }; scopeSpans: { spans: Span[] }[] }[];
  resourceMetrics?: { resource: { attributes: Attribute[] }; scopeMetrics: { metrics: Metric[] }[] }[];
};

/** Attributes as an object. */
export const valuesOf = (
  attributes: readonly Attribute[] = [],
): Record<string, string | number | undefined> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

/** A collector on this machine, OTLP over HTTP as JSON. It keeps what it gets; port `0` picks a free one. */
export const otlpReceiver = async (port = 0, status = 200) => {
  let answer = status;
  const received: { path: string; headers: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    received.push({ path: request.url ?? '', headers: JSON.stringify(request.headers), body });
    response.writeHead(answer, { 'content-type': 'application/json' }).end('{}');
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const of = (path: string): Exported[] =>
    received.filter((each) => each.path === path).map(({ body }) => JSON.parse(body) as Exported);
  return {
    port: (server.address() as AddressInfo).port,
    answerWith: (other: number) => void (answer = other),
    /** All that came, as it came. */
    received,
    spans: () =>
      of('/v1/traces')
        .flatMap(({ resourceSpans = [] }) => resourceSpans)
        .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    metrics: () =>
      of('/v1/metrics')
        .flatMap(({ resourceMetrics = [] }) => resourceMetrics)
        .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics)),
    /** What the services that sent something are. */
    resources: () =>
      [...of('/v1/traces'), ...of('/v1/metrics')]
        .flatMap(({ resourceSpans = [], resourceMetrics = [] }) => [...resourceSpans, ...resourceMetrics])
        .map(({ resource }) => valuesOf(resource.attributes)),
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
