import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import { onTestFinished } from 'vitest';

export type Asked = { body: unknown; key: string | undefined };

/** A system that is not ours on this machine: it answers everything in the same way, and keeps what it was asked. */
export const startExternalSystem = async (
  status: number,
  answer: unknown,
): Promise<{ url: string; asked: Asked[] }> => {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    asked.push({ body: await json(request), key: request.headers['idempotency-key']?.toString() });
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, asked };
};
