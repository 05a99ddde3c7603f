import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import {
  loadPackageDefinition,
  Metadata,
  Server,
  ServerCredentials,
  status,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceClientConstructor,
  type ServiceDefinition,
  type StatusObject,
  type UntypedHandleCall,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type { FastifyInstance } from 'fastify';

type Fields = Record<string, unknown>;

type Call = { request: Fields; metadata: Metadata };

/** The HTTP operation that a remote procedure stands for. */
export type RpcRoute = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With the name of the request's field in braces: `/rates/{rateId}`. */
  path: string;
  /** Fields of the request that are query parameters; what is left is the body. */
  query: readonly string[];
  /** The answer comes as lines of JSON, each a message. */
  streams: boolean;
};

/** Metadata that is handed on as headers. */
const HEADERS = [
  'authorization',
  'idempotency-key',
  'if-match',
  'traceparent',
  'x-correlation-id',
  'x-development-now',
];

const CODES: Record<number, status> = {
  400: status.INVALID_ARGUMENT,
  401: status.UNAUTHENTICATED,
  403: status.PERMISSION_DENIED,
  404: status.NOT_FOUND,
  409: status.FAILED_PRECONDITION,
  412: status.ABORTED,
  413: status.RESOURCE_EXHAUSTED,
  422: status.INVALID_ARGUMENT,
  503: status.UNAVAILABLE,
};

const codeOf = (httpStatus: number, type: string): status =>
  type === 'urn:problem:conflict' ? status.ALREADY_EXISTS : (CODES[httpStatus] ?? status.INTERNAL);

/** A problem as a status, whole in the trailer `problem-bin`. */
const statusOf = (httpStatus: number, body: string): Partial<StatusObject> => {
  const { type = '', detail = 'The service could not answer' } = JSON.parse(body) as {
    type?: string;
    detail?: string;
  };
  const metadata = new Metadata();
  metadata.set('problem-bin', Buffer.from(body));
  return { code: codeOf(httpStatus, type), details: detail, metadata };
};

const headersOf = (metadata: Metadata): Record<string, string> =>
  Object.fromEntries(
    HEADERS.flatMap((name) => metadata.get(name).map((value) => [name, value.toString()] as const)),
  );

const requestOf = ({ method, path, query }: RpcRoute, { request, metadata }: Call) => {
  const rest = { ...request };
  const take = (name: string): string => {
    const value = rest[name];
    delete rest[name];
    return String(value ?? '');
  };
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(take(name)));
  const asked = query
    .filter((name) => rest[name] !== undefined)
    .map((name): [string, string] => [name, take(name)]);
  const hasBody = method === 'POST' || method === 'PUT';
  return {
    method,
    url: asked.length === 0 ? url : `${url}?${new URLSearchParams(asked).toString()}`,
    headers: {
      ...headersOf(metadata),
      accept: 'application/json, application/x-ndjson',
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
    },
    ...(hasBody ? { payload: JSON.stringify(rest) } : {}),
  };
};

const unary =
  (app: FastifyInstance, route: RpcRoute) =>
  async (call: ServerUnaryCall<Fields, Fields>, done: sendUnaryData<Fields>) => {
    const answer = await app.inject(requestOf(route, call));
    if (answer.statusCode >= 400) return done(statusOf(answer.statusCode, answer.body));
    const header = new Metadata();
    const { etag } = answer.headers;
    if (typeof etag === 'string') header.set('etag', etag);
    call.sendMetadata(header);
    return done(null, answer.body === '' ? {} : (JSON.parse(answer.body) as Fields));
  };

const streaming =
  (app: FastifyInstance, route: RpcRoute) => async (call: ServerWritableStream<Fields, Fields>) => {
    const answer = await app.inject({ ...requestOf(route, call), payloadAsStream: true });
    const lines = createInterface({ input: answer.stream() });
    if (answer.statusCode >= 400) {
      const body = (await Array.fromAsync(lines)).join('\n');
      call.destroy(Object.assign(new Error(body), statusOf(answer.statusCode, body)));
      return;
    }
    for await (const line of lines) {
      if (!call.write(JSON.parse(line))) await once(call, 'drain');
    }
    call.end();
  };

/** The standard health service: it answers for the whole server. */
const healthService: ServiceDefinition = {
  Check: {
    path: '/grpc.health.v1.Health/Check',
    requestStream: false,
    responseStream: false,
    requestSerialize: () => Buffer.alloc(0),
    requestDeserialize: () => ({}),
    // Field 1, an enumeration: 1 is SERVING, 2 is NOT_SERVING.
    responseSerialize: (serving: boolean) => Buffer.from([0x08, serving ? 1 : 2]),
    responseDeserialize: (bytes: Buffer) => bytes[1] === 1,
  },
};

const check = (app: FastifyInstance) => async (_: unknown, done: sendUnaryData<boolean>) => {
  const { statusCode } = await app.inject({ method: 'GET', url: '/health/ready' });
  done(null, statusCode === 200);
};

export type GrpcServerOptions = {
  proto: URL;
  /** With its package: `connectsoft.exchange_rates.v1.ExchangeRates`. */
  service: string;
  /** By the name of the procedure in lower camel case. */
  routes: Record<string, RpcRoute>;
  /** Does the work: every procedure is one of its operations. */
  app: FastifyInstance;
  host: string;
  /** `0` picks a free one. */
  port: number;
};

export type GrpcServer = {
  /** `127.0.0.1:41232` */
  address: string;
  stop: () => Promise<void>;
};

/** How messages become objects and back: as JSON has them, absent where they are absent. */
export const PROTO_OPTIONS = { longs: Number, enums: String, defaults: false, arrays: true } as const;

const constructorOf = (proto: URL, service: string): ServiceClientConstructor => {
  const found = service
    .split('.')
    .reduce<unknown>(
      (inner, name) => (inner as Record<string, unknown>)[name],
      loadPackageDefinition(loadSync(fileURLToPath(proto), PROTO_OPTIONS)),
    );
  return found as ServiceClientConstructor;
};

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Serves the operations of an HTTP interface as remote procedures: the same checks, the same answers. */
export const startGrpcServer = async (options: GrpcServerOptions): Promise<GrpcServer> => {
  const { proto, service, routes, app, host, port } = options;
  const definition = constructorOf(proto, service).service;
  const handlers = Object.keys(definition).map((name): [string, UntypedHandleCall] => {
    const route = routes[lowerFirst(name)];
    if (!route) throw new Error(`Nothing answers ${name} of ${service}.`);
    return [name, (route.streams ? streaming(app, route) : unary(app, route)) as UntypedHandleCall];
  });
  const server = new Server();
  server.addService(definition, Object.fromEntries(handlers));
  server.addService(healthService, { Check: check(app) });
  const bound = await promisify(server.bindAsync.bind(server))(
    `${host}:${port}`,
    ServerCredentials.createInsecure(),
  );
  return { address: `${host}:${bound}`, stop: () => promisify(server.tryShutdown.bind(server))() };
};
