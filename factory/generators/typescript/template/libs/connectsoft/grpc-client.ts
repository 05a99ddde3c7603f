import { fileURLToPath } from 'node:url';

import { credentials, loadPackageDefinition, Metadata, type Client } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

import { PROTO_OPTIONS } from './grpc-server.ts';

/** Sent along: `authorization` (`Bearer …`), `idempotency-key`, `if-match`, `x-correlation-id`, `traceparent`. */
export type CallHeaders = Record<string, string>;

type Constructor = new (address: string, secrets: ReturnType<typeof credentials.createInsecure>) => Client;
type Procedure = (...given: unknown[]) => unknown;

/** A client of a service, as `createGrpcClient` makes it. */
export type GrpcClient = {
  /** Calls a procedure; rejects with the status of a refusal. */
  call: (name: string, request: object, headers?: CallHeaders) => Promise<unknown>;
  /** Calls a procedure that answers a stream. */
  stream: (name: string, request: object, headers?: CallHeaders) => AsyncIterable<unknown>;
  close: () => void;
};

const metadataOf = (headers: CallHeaders): Metadata => {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return metadata;
};

/** Connects to a service by its proto; nothing is sent before the first call. Milliseconds bound a call, 10 s when absent. */
export const createGrpcClient = (
  { proto, service, address }: { proto: URL; service: string; address: string },
  timeout = 10_000,
): GrpcClient => {
  const ServiceClient = service
    .split('.')
    .reduce<unknown>(
      (inner, name) => (inner as Record<string, unknown>)[name],
      loadPackageDefinition(loadSync(fileURLToPath(proto), PROTO_OPTIONS)),
    ) as Constructor;
  const client = new ServiceClient(address, credentials.createInsecure());
  const procedure = (name: string): Procedure => {
    const found = (client as unknown as Record<string, Procedure>)[name];
    if (!found) throw new Error(`${service} has no procedure ${name}.`);
    return found.bind(client);
  };
  const options = () => ({ deadline: Date.now() + timeout });
  return {
    call: (name, request, headers = {}) =>
      new Promise((resolve, reject) => {
        procedure(name)(request, metadataOf(headers), options(), (error: Error | null, answer: unknown) =>
          error ? reject(error) : resolve(answer),
        );
      }),
    stream: (name, request, headers = {}) =>
      procedure(name)(request, metadataOf(headers), options()) as AsyncIterable<unknown>,
    close: () => client.close(),
  };
};
