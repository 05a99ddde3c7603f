import { Server } from 'node:net';
import type { ProgrammingModel } from './core-types.ts';

const ports = new WeakMap<ProgrammingModel, Promise<number | undefined>>();

/**
 * Completes the SDK's start-up. An app that called `app.setup({ enableHttpStream: true })` then gets its requests through an
 * HTTP server inside the SDK, matched by the header `x-ms-invocation-id`; answers that server's port, or undefined.
 *
 * The SDK listens on all addresses of the machine. That is no matter in a container that Azure fronts; here it would offer
 * the app to the network, so the one `listen` call is bound to 127.0.0.1.
 */
export const startHttpProxy = (model: ProgrammingModel): Promise<number | undefined> => {
  const port = ports.get(model) ?? start(model);
  ports.set(model, port);
  return port;
};

const start = async (model: ProgrammingModel): Promise<number | undefined> => {
  const listen = Object.getOwnPropertyDescriptor(Server.prototype, 'listen') as PropertyDescriptor;
  const original = listen.value as (options: object, callback: () => void) => Server;
  Object.defineProperty(Server.prototype, 'listen', {
    ...listen,
    value(this: Server, callback: () => void): Server {
      // The host's own server decides how long the process lives.
      return original.call(this, { host: '127.0.0.1', port: 0 }, callback).unref();
    },
  });
  let capabilities: Promise<Record<string, string>>;
  try {
    // The SDK calls `listen` before it first awaits.
    capabilities = model.getCapabilities({});
  } finally {
    Object.defineProperty(Server.prototype, 'listen', listen);
  }
  const { HttpUri: uri } = await capabilities;
  return uri === undefined ? undefined : Number(new URL(uri).port);
};
