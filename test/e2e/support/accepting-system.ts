import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** An external system on this machine that accepts all that it is asked, and keeps the headers of who asks. */
export const acceptingSystem = async () => {
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer(async (request, response) => {
    await buffer(request);
    asked.push(request.headers);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"accepted":true}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
