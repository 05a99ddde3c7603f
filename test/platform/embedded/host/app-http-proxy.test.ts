import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import type { ProgrammingModel } from '../../../../platform/embedded/host/app/core-types.ts';
import { startHttpProxy } from '../../../../platform/embedded/host/app/http-proxy.ts';

it("binds the SDK's own HTTP server to this machine, and nobody else's", async () => {
  const servers: Server[] = [];
  const listenAnywhere = (): Promise<number> =>
    new Promise((resolve) => {
      const server = createServer();
      servers.push(server);
      server.listen(() => resolve((server.address() as AddressInfo).port));
    });
  const model = {
    name: 'test',
    version: '0',
    getInvocationModel: () => {
      throw new Error('not called');
    },
    // As the SDK: it listens before it first awaits, and says localhost.
    getCapabilities: async () => ({ HttpUri: `http://localhost:${await listenAnywhere()}/` }),
  } satisfies ProgrammingModel;

  const port = await startHttpProxy(model);
  await listenAnywhere();
  const addresses = servers.map((server) => server.address() as AddressInfo);
  expect(addresses[0]).toMatchObject({ address: '127.0.0.1', port });
  expect(addresses[1]?.address).not.toBe('127.0.0.1');
  expect(await startHttpProxy(model)).toBe(port);
  expect(servers).toHaveLength(2);
  for (const server of servers) server.close();
});
