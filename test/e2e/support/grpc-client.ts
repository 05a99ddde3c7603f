import { credentials, loadPackageDefinition, Metadata, type Client, type GrpcObject } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

export type GrpcClient = {
  call(rpc: string, request: object): Promise<Record<string, unknown>>;
  close(): void;
};

type Unary = (
  request: object,
  metadata: Metadata,
  done: (error: Error | null, answer: Record<string, unknown>) => void,
) => void;

const servicesIn = (loaded: GrpcObject): (new (address: string, secret: unknown) => Client)[] =>
  Object.values(loaded).flatMap((found) => {
    if (typeof found === 'function') return [found as unknown as new (a: string, s: unknown) => Client];
    return 'format' in found ? [] : servicesIn(found as GrpcObject);
  });

/** A client of the one service that a `.proto` file declares, which proves by `headers` who calls. */
export const grpcClient = (proto: string, address: string, headers: Record<string, string>): GrpcClient => {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  const [Service] = servicesIn(loadPackageDefinition(loadSync(proto, { longs: Number, enums: String })));
  if (!Service) throw new Error(`${proto} declares no service.`);
  const client = new Service(address, credentials.createInsecure());
  const methods = client as unknown as Record<string, Unary | undefined>;
  return {
    call: (rpc, request) =>
      new Promise((resolve, reject) => {
        const method = methods[rpc];
        if (!method) return reject(new Error(`${proto} declares no rpc ${rpc}.`));
        method.call(client, request, metadata, (error, answer) => (error ? reject(error) : resolve(answer)));
      }),
    close: () => client.close(),
  };
};
