import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { closable } from '../tls/close-server.ts';
import { selfSigned, type Certified } from '../tls/self-signed.ts';
import { createContainer, type Answer, type Container, type Write } from './container.ts';
import { UnknownQuery, type Document } from './query.ts';

export type CosmosOptions = {
  database?: string;
  /** Names of the containers that were provisioned. */
  containers: readonly string[];
  /** Whether a bearer token may use the data plane. */
  accepts?: (token: string) => boolean;
  now?: () => number;
  /** Documents of a page. */
  pageSize?: number;
  /** The SDK sends tokens over TLS only. */
  tls?: Certified;
};

/** A request as a fault sees it. */
export type Asked = { method: string; container: string | undefined; operation: string };
/** What goes wrong with a request: an answer in the place of the right one, or documents that do not belong in it. */
export type Fault = (asked: Asked) => { status: number; headers?: Record<string, string> } | undefined;

export type CosmosServer = {
  url: string;
  /** Who calls must trust it. PEM. */
  certificate: string;
  container(name: string): Container;
  /** Taken by every later request. */
  fault: Fault | undefined;
  /** Added to the answers of reads and queries, as a server would that mixes up tenants. */
  leaks: Document[];
  requests: Asked[];
  close(): Promise<void>;
};

const problem = (status: number, code: string, message: string): Answer => ({
  status,
  body: { code, message },
});

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

const isSet = (request: IncomingMessage, name: string): boolean =>
  header(request, name)?.toLowerCase() === 'true';

/** The one value of the key's one path; `undefined` where the request names none, or more than it has. */
const partitionOf = (request: IncomingMessage): string | undefined => {
  const keys = JSON.parse(header(request, 'x-ms-documentdb-partitionkey') ?? '[]') as unknown[];
  return keys.length === 1 && typeof keys[0] === 'string' ? keys[0] : undefined;
};

const account = (url: string): Answer => ({
  status: 200,
  body: {
    id: 'loopback',
    _rid: 'loopback',
    writableLocations: [{ name: 'here', databaseAccountEndpoint: url }],
    readableLocations: [{ name: 'here', databaseAccountEndpoint: url }],
    enableMultipleWriteLocations: false,
    userConsistencyPolicy: { defaultConsistencyLevel: 'Session' },
  },
});

const metadata = (name: string): Answer => ({
  status: 200,
  body: { id: name, partitionKey: { paths: ['/pk'], kind: 'Hash', version: 2 } },
});

const CONTROL_PLANE = problem(403, 'Forbidden', 'The principal may not use the control plane.');
const ACROSS = problem(
  400,
  'BadRequest',
  'A partition key of one value is needed: no query crosses partitions here.',
);

type Path = { database: string; name: string; isDocuments: boolean; id: string | undefined };

/** What of the data plane a path names; `undefined` for anything else. */
const pathOf = (path: string): Path | undefined => {
  const match = /^\/dbs\/([^/]+)\/colls\/([^/]+)(?:\/(docs)(?:\/([^/]+))?)?\/?$/.exec(path);
  const [, database = '', name = '', docs, id] = match ?? [];
  return (
    (match && {
      database,
      name,
      isDocuments: docs !== undefined,
      id: id === undefined ? undefined : decodeURIComponent(id),
    }) ??
    undefined
  );
};

type Place = { container: Container; pk: string; request: IncomingMessage };

const operationOf = (request: IncomingMessage): string => {
  if (isSet(request, 'x-ms-cosmos-is-batch-request')) return 'batch';
  if (isSet(request, 'x-ms-cosmos-is-query-plan-request')) return 'query-plan';
  if (isSet(request, 'x-ms-documentdb-isquery') || isSet(request, 'x-ms-documentdb-query')) return 'query';
  if (request.method !== 'POST')
    return { GET: 'read', PUT: 'replace', DELETE: 'delete' }[request.method ?? ''] ?? 'unknown';
  return isSet(request, 'x-ms-documentdb-is-upsert') ? 'upsert' : 'create';
};

const WRITES: Readonly<Record<string, Write['operationType']>> = {
  create: 'Create',
  upsert: 'Upsert',
  replace: 'Replace',
  delete: 'Delete',
  read: 'Read',
};

type Page = { documents: Document[]; next: string | undefined };

const pageOf = (found: readonly Document[], from: number, size: number): Page => ({
  documents: found.slice(from, from + size),
  next: from + size < found.length ? String(from + size) : undefined,
});

/** Azure Cosmos DB for NoSQL as far as the SDK's data plane asks for it: strict about partitions, sizes, etags and queries. */
export const startCosmos = async ({
  database = 'factory',
  containers,
  accepts = () => true,
  now = Date.now,
  pageSize = 50,
  tls = selfSigned(),
}: CosmosOptions): Promise<CosmosServer> => {
  const known = new Map(containers.map((name) => [name, createContainer(now)]));
  const server: Omit<CosmosServer, 'url' | 'close' | 'certificate'> = {
    container: (name) => known.get(name) ?? createContainer(now),
    fault: undefined,
    leaks: [],
    requests: [],
  };

  const query = ({ container, pk, request }: Place, body: string): Answer => {
    const { query: asked, parameters = [] } = JSON.parse(body) as {
      query: string;
      parameters?: { name: string; value: unknown }[];
    };
    const values = Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
    try {
      const found = [...server.leaks, ...container.query(pk, asked, values)];
      const most = Number(header(request, 'x-ms-max-item-count') ?? pageSize);
      const size = most > 0 ? Math.min(most, pageSize) : pageSize;
      const page = pageOf(found, Number(header(request, 'x-ms-continuation') ?? 0), size);
      return {
        status: 200,
        body: { _rid: 'c', Documents: page.documents, _count: page.documents.length },
        next: page.next,
      };
    } catch (error) {
      if (error instanceof UnknownQuery) return problem(400, 'BadRequest', error.message);
      throw error;
    }
  };

  const documents = (place: Place, operation: string, id: string | undefined, body: string): Answer => {
    const { container, pk, request } = place;
    const ifMatch = header(request, 'if-match');
    const leaked = operation === 'read' && server.leaks.find((document) => document['id'] === id);
    if (leaked) return { status: 200, body: leaked, etag: '"leak"' };
    const operationType = WRITES[operation];
    if (operationType)
      return container.write(pk, {
        operationType,
        ...(id === undefined ? {} : { id }),
        ...(body === '' ? {} : { resourceBody: JSON.parse(body) as Document }),
        ...(ifMatch === undefined ? {} : { ifMatch }),
      });
    if (operation === 'query') return query(place, body);
    return operation === 'batch' && isSet(request, 'x-ms-cosmos-batch-atomic')
      ? container.batch(pk, JSON.parse(body) as Write[])
      : problem(405, 'MethodNotAllowed', `${operation} is not known here.`);
  };

  const inPlace = (request: IncomingMessage, place: Path, body: string): Answer => {
    const { name, isDocuments, id } = place;
    const operation = isDocuments ? operationOf(request) : 'metadata';
    if (!isDocuments && request.method !== 'GET') return CONTROL_PLANE;
    const container = known.get(name);
    if (place.database !== database || !container)
      return problem(404, 'NotFound', 'Owner resource does not exist.');
    if (!isDocuments) return metadata(name);
    const pk = partitionOf(request);
    return pk === undefined ? ACROSS : documents({ container, pk, request }, operation, id, body);
  };

  const noted = (request: IncomingMessage, place: Path | undefined): Answer | undefined => {
    const asked = {
      method: request.method ?? '',
      container: place?.name,
      operation: place?.isDocuments ? operationOf(request) : 'metadata',
    };
    server.requests.push(asked);
    const fault = server.fault?.(asked);
    return fault && { ...problem(fault.status, 'Planted', 'Planted.'), headers: fault.headers ?? {} };
  };

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const authorization = decodeURIComponent(header(request, 'authorization') ?? '');
    const token = /^type=aad&ver=1\.0&sig=(.+)$/.exec(authorization)?.[1];
    const body = await text(request);
    if (token === undefined || !accepts(token))
      return problem(401, 'Unauthorized', 'The input authorization token cannot serve the request.');
    const path = new URL(request.url ?? '/', url).pathname;
    if (path === '/') return account(url);
    const place = pathOf(path);
    return noted(request, place) ?? (place ? inPlace(request, place, body) : CONTROL_PLANE);
  };

  const send = (response: ServerResponse, given: Answer): void => {
    const { status, body, etag, next, headers } = given;
    response.writeHead(status, {
      'content-type': 'application/json',
      'x-ms-request-charge': '1.5',
      'x-ms-activity-id': '00000000-0000-0000-0000-000000000000',
      ...(etag === undefined ? {} : { etag }),
      ...(next === undefined ? {} : { 'x-ms-continuation': next }),
      ...headers,
    });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };

  let url = '';
  const http = createServer({ key: tls.key, cert: tls.certificate }, (request, response) => {
    answer(request).then(
      (given) => send(response, given),
      (error: unknown) => send(response, problem(500, 'InternalServerError', String(error))),
    );
  });
  const close = closable(http);
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  url = `https://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return Object.assign(server, {
    url,
    certificate: tls.certificate,
    close,
  });
};
