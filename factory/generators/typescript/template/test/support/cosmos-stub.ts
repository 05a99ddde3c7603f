import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { CosmosClient, type Container } from '@azure/cosmos';

import { CosmosItems, type BatchOperation, type StoredItem } from './cosmos-items.ts';
import { needsPlan, planOf, run, type QueryRequest } from './cosmos-query.ts';

type Answer = { status: number; body?: unknown };

const collection = '/dbs/test/colls/documents';

const documents = `${collection}/docs`;

const account = (address: string) => {
  const locations = [{ name: 'here', databaseAccountEndpoint: address }];
  return { id: 'stub', writableLocations: locations, readableLocations: locations };
};

const metadata: Record<string, object> = {
  [collection]: {
    id: 'documents',
    _rid: 'AAA=',
    partitionKey: { paths: ['/partitionKey'], kind: 'Hash', version: 2 },
  },
  [`${collection}/pkranges`]: {
    PartitionKeyRanges: [
      { id: '0', minInclusive: '', maxExclusive: '80' },
      { id: '1', minInclusive: '80', maxExclusive: 'FF' },
    ],
    _count: 2,
  },
};

const headerOf = (headers: IncomingHttpHeaders, name: string): string | undefined =>
  headers[name]?.toString();

const partitionKeyOf = (headers: IncomingHttpHeaders): string => {
  const [key] = JSON.parse(headerOf(headers, 'x-ms-documentdb-partitionkey') ?? '[]') as unknown[];
  if (typeof key !== 'string') throw new Error('The request names no partition key.');
  return key;
};

const query = (items: CosmosItems, headers: IncomingHttpHeaders, request: QueryRequest): Answer => {
  const range = headerOf(headers, 'x-ms-documentdb-partitionkeyrangeid');
  if (range === undefined && needsPlan(request))
    return {
      status: 400,
      body: { code: 'BadRequest', message: 'Cross partition query needs a plan.', additionalErrorInfo: '{}' },
    };
  const found = run(range === undefined ? items.all() : items.inRange(range), request);
  return { status: 200, body: { _rid: 'AAA=', Documents: found, _count: found.length } };
};

const post = (items: CosmosItems, headers: IncomingHttpHeaders, body: unknown): Answer => {
  if (headers['x-ms-cosmos-is-query-plan-request'])
    return { status: 200, body: planOf(body as QueryRequest) };
  if (headers['x-ms-documentdb-isquery']) return query(items, headers, body as QueryRequest);
  const partitionKey = partitionKeyOf(headers);
  if (headers['x-ms-cosmos-is-batch-request']) {
    const statuses = items.batch(partitionKey, body as BatchOperation[]);
    const isFailed = statuses.some((status) => status >= 400);
    return {
      status: isFailed ? 207 : 200,
      body: statuses.map((statusCode) => ({ statusCode, requestCharge: 1 })),
    };
  }
  const { status, item } = items.create(body as { id: string; partitionKey: string });
  return { status, body: item?.document };
};

const single = (
  items: CosmosItems,
  method: string,
  id: string,
  request: IncomingMessage,
  body: unknown,
): Answer => {
  const partitionKey = partitionKeyOf(request.headers);
  const ifMatch = headerOf(request.headers, 'if-match');
  const outcomes: Record<string, () => { status: number; item?: StoredItem }> = {
    GET: () => items.read(partitionKey, id),
    PUT: () => items.replace(body as { id: string; partitionKey: string }, ifMatch),
    DELETE: () => items.delete(partitionKey, id, ifMatch),
  };
  const outcome = outcomes[method]?.();
  if (!outcome) throw new Error(`The stub does not know ${method} of an item.`);
  return { status: outcome.status, body: outcome.item?.document };
};

const answer = (items: CosmosItems, request: IncomingMessage, text: string): Answer => {
  const { method = '', url = '', headers } = request;
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  const known = url === '/' ? account(`http://${headers.host}/`) : metadata[url];
  if (method === 'GET' && known) return { status: 200, body: known };
  if (method === 'POST' && url === documents) return post(items, headers, body);
  if (!url.startsWith(`${documents}/`)) throw new Error(`The stub does not know ${method} ${url}.`);
  return single(items, method, decodeURIComponent(url.slice(documents.length + 1)), request, body);
};

export type CosmosStub = { container: Container; items: CosmosItems; close: () => Promise<void> };

/**
 * A container for the real SDK, whose calls are answered on the loopback interface as Cosmos DB answers them: partitions are apart,
 * batches are atomic, ordered queries come from two partition ranges and are merged by the client. What is not known is refused.
 */
export const startCosmosStub = async (): Promise<CosmosStub> => {
  const items = new CosmosItems();
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    try {
      const { status, body } = answer(items, request, text);
      response.writeHead(status, { 'content-type': 'application/json', 'x-ms-request-charge': '1' });
      response.end(
        status === 204 ? undefined : JSON.stringify(body ?? { code: String(status), message: 'Refused.' }),
      );
    } catch (error) {
      response.writeHead(501, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ code: 'NotImplemented', message: String(error) }));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = new CosmosClient({
    endpoint: `http://127.0.0.1:${port}`,
    key: Buffer.from('stub').toString('base64'),
    connectionPolicy: { enableEndpointDiscovery: false },
  });
  return {
    container: client.database('test').container('documents'),
    items,
    close: async () => {
      client.dispose();
      server.closeAllConnections();
      server.close();
    },
  };
};
