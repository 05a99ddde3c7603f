import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, expect, it } from 'vitest';

import {
  createHttpInvoker,
  type HttpInvoker,
} from '../../../../../platform/embedded/host/http/invoke-http.ts';

type Invoke = Parameters<typeof createHttpInvoker>[0];
type Target = Parameters<HttpInvoker>[0];

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

const serve = async (listener: Parameters<typeof createServer>[1]): Promise<number> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

/** The function waits for its request, as the SDK does; it never comes. */
const waiting: Invoke = () => new Promise(() => undefined);

/** A host whose functions' requests go through a server as that of the SDK. */
const hostBefore = async (sdkPort: number, invoke: Invoke = waiting): Promise<string> => {
  const invokeHttp = createHttpInvoker(invoke, sdkPort);
  const port = await serve((request, response) => {
    invokeHttp({} as Target, {}, request, response).catch(() => response.writeHead(500).end());
  });
  return `http://127.0.0.1:${port}/api/x`;
};

it('answers when the connection to the SDK breaks before it answered', async () => {
  const sdk = await serve((request) => void request.socket.destroy());
  const response = await fetch(await hostBefore(sdk), { signal: AbortSignal.timeout(5_000) });
  expect(response.status).toBe(502);
  expect(await response.json()).toMatchObject({ status: 502, detail: expect.stringContaining('Try again') });
});

it('takes a new connection for every request: one that stood idle may be closed at any moment', async () => {
  const sockets = new Set<unknown>();
  const sdk = await serve((request, response) => {
    sockets.add(request.socket);
    response.end('{}');
  });
  const answered: Invoke = async () => ({ result: {}, respond: async () => ({}) }) as never;
  const host = await hostBefore(sdk, answered);
  for (let count = 0; count < 3; count += 1) await (await fetch(host)).text();
  expect(sockets.size).toBe(3);
});

it('leaves the answer to the host when the function throws', async () => {
  const sdk = await serve(() => undefined);
  const throwing: Invoke = () => Promise.reject(new Error('It broke.'));
  expect((await fetch(await hostBefore(sdk, throwing))).status).toBe(500);
});
