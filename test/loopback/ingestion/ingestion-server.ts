import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

import { selfSigned } from '../tls/self-signed.ts';
import { spanOf, telemetryItemSchema, type TelemetryItem } from './telemetry-item.ts';

type Options = {
  /** Why a token is refused; `undefined` where it is good. Without this, nobody needs one. */
  refusalOf?: (token: string) => string | undefined;
};

type Failure = { status: number; headers?: Record<string, string> } | 'hang';

/** An array, or one item a line. */
const itemsOf = (text: string): unknown[] => {
  if (text.trimStart().startsWith('[')) return JSON.parse(text) as unknown[];
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);
};

/**
 * The ingestion endpoint of Application Insights over TLS. It takes `POST /v2.1/track`, packed or not, refuses what is no
 * JSON (400), a token that is not good (401) and every single item that it does not know, or that is for another resource
 * (206, or 400 where none is left). Live metrics are not served (404).
 */
export const startIngestionServer = async ({ refusalOf }: Options = {}) => {
  const { key: privateKey, certificate } = selfSigned();
  const key = randomUUID();
  const items: TelemetryItem[] = [];
  const refused: { why: string; item: unknown }[] = [];
  const bodies: string[] = [];
  const requests: { path: string; status: number }[] = [];
  let failures: readonly Failure[] = [];
  let arrived = Promise.withResolvers<void>();

  const take = (item: unknown, index: number): { index: number; statusCode: number; message: string }[] => {
    const parsed = telemetryItemSchema.safeParse(item);
    const why = parsed.success
      ? parsed.data.iKey === key
        ? undefined
        : 'Invalid instrumentation key'
      : JSON.stringify(parsed.error.issues);
    if (why === undefined && parsed.data) {
      items.push(parsed.data);
      return [];
    }
    refused.push({ why: why ?? '', item });
    return [{ index, statusCode: 400, message: why ?? '' }];
  };

  const track = (text: string): { status: number; body: unknown } => {
    let sent: unknown[];
    try {
      sent = itemsOf(text);
    } catch {
      return { status: 400, body: { itemsReceived: 0, itemsAccepted: 0, errors: [] } };
    }
    bodies.push(text);
    const errors = sent.flatMap(take);
    const body = { itemsReceived: sent.length, itemsAccepted: sent.length - errors.length, errors };
    if (errors.length === 0) return { status: 200, body };
    return { status: errors.length === sent.length ? 400 : 206, body };
  };

  const isAuthorized = ({ headers }: IncomingMessage): boolean => {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    return !refusalOf || (token !== undefined && refusalOf(token) === undefined);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const packed = await buffer(request);
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      requests.push({ path: pathname, status });
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body));
      arrived.resolve();
      arrived = Promise.withResolvers();
    };
    if (request.method !== 'POST' || pathname !== '/v2.1/track') return send(404, {});
    if (!isAuthorized(request)) return send(401, {});
    const [planted, ...later] = failures;
    if (later.length > 0) failures = later;
    if (planted === 'hang') return;
    if (planted) return send(planted.status, {}, planted.headers);
    const bytes = request.headers['content-encoding'] === 'gzip' ? gunzipSync(packed) : packed;
    const { status, body } = track(bytes.toString());
    send(status, body);
  };

  const server = createServer({ key: privateKey, cert: certificate }, (request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    /** Of the server: who calls it must trust it. PEM. */
    certificate,
    connectionString: `InstrumentationKey=${key};IngestionEndpoint=${url}/;LiveEndpoint=${url}/`,
    /** What it took. */
    items,
    /** What it did not, and why. */
    refused,
    /** All it took, as it was sent. */
    text: () => bodies.join('\n'),
    /** All it was asked for. */
    requests,
    spans: () => items.flatMap(spanOf),
    metrics: () =>
      items.flatMap(({ data }) =>
        data.baseType === 'MetricData'
          ? data.baseData.metrics.map((each) => ({ ...each, properties: data.baseData.properties ?? {} }))
          : [],
      ),
    logs: () =>
      items.flatMap(({ tags, data }) =>
        data.baseType === 'MessageData'
          ? [
              {
                ...data.baseData,
                traceId: tags?.['ai.operation.id'],
                parentId: tags?.['ai.operation.parentId'],
              },
            ]
          : [],
      ),
    /** Resolves after the next answer. */
    next: () => arrived.promise,
    /** What becomes of the next calls, the last of it of all that follow; without any they are taken again. */
    failWith: (...planted: readonly Failure[]) => void (failures = planted),
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

export type IngestionServer = Awaited<ReturnType<typeof startIngestionServer>>;
