import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { camelCase } from '../../../domain/naming.ts';
import {
  protoPath,
  rpcModel,
  type Message,
  type Rpc,
  type RpcField,
  type RpcModel,
} from '../../contracts/grpc/rpc-model.ts';
import { typeName } from '../identifiers.ts';
import { block, docComment, literal, paragraphs, sentence } from '../source-text.ts';

const typeOf = ({ type, repeated }: RpcField): string => {
  const names = { string: 'string', int64: 'number', double: 'number', bool: 'boolean' } as const;
  const one = typeof type === 'string' ? names[type] : typeName(type.message);
  return repeated ? `${one}[]` : one;
};

const messageType = ({ name, description, fields }: Message): string =>
  block(
    docComment(sentence(description)),
    fields.length === 0
      ? `export type ${typeName(name)} = Record<string, never>;`
      : block(
          `export type ${typeName(name)} = {`,
          ...fields.map((field) => `${field.name}${field.required ? '' : '?'}: ${typeOf(field)};`),
          '};',
        ),
  );

const messagesFile = ({ messages }: RpcModel): GeneratedFile => ({
  path: 'src/api/grpc/messages.ts',
  content: paragraphs(...messages.map(messageType)),
});

const route = ({ name, operation, query, streams }: Rpc): string =>
  `${name}: { method: '${operation.method}', path: ${literal(operation.path)}, query: ${literal(query)}, streams: ${streams} },`;

const qualifiedName = (model: RpcModel): string => `${model.package}.${model.service}`;

const proto = (service: Service): string =>
  `new URL(${literal(`../../../${protoPath(service)}`)}, import.meta.url)`;

const serverFile = (service: Service, model: RpcModel): GeneratedFile => ({
  path: 'src/api/grpc/server.ts',
  content: paragraphs(
    `import type { FastifyInstance } from 'fastify';`,
    `import { startGrpcServer, type GrpcServer, type RpcRoute } from '#connectsoft/grpc-server';`,
    block(
      docComment('The HTTP operation that each remote procedure stands for.'),
      'const routes: Record<string, RpcRoute> = {',
      ...model.rpcs.map(route),
      '};',
    ),
    block(
      docComment(`Serves \`${protoPath(service)}\`: what the HTTP interface does, as remote procedures.`),
      'export const startGrpc = (app: FastifyInstance, address: { host: string; port: number }): Promise<GrpcServer> =>',
      `startGrpcServer({ proto: ${proto(service)}, service: ${literal(qualifiedName(model))}, routes, app, ...address });`,
    ),
  ),
});

const answerOf = ({ response, streams }: Rpc): string =>
  streams ? `AsyncIterable<${typeName(response)}>` : `Promise<${typeName(response)}>`;

const clientFile = (service: Service, model: RpcModel): GeneratedFile => {
  const used = [
    ...new Set(model.rpcs.flatMap(({ request, response }) => [typeName(request), typeName(response)])),
  ].toSorted();
  const streams = model.rpcs.some((rpc) => rpc.streams);
  return {
    path: 'src/api/grpc/client.ts',
    content: paragraphs(
      `import { createGrpcClient, type CallHeaders } from '#connectsoft/grpc-client';`,
      `import type { ${used.join(', ')} } from './messages.ts';`,
      block(
        docComment(`What other services call of ${service.title}.`),
        `export type ${model.service}Client = {`,
        ...model.rpcs.map((rpc) =>
          block(
            docComment(sentence(rpc.summary)),
            `${rpc.name}: (request: ${typeName(rpc.request)}, headers?: CallHeaders) => ${answerOf(rpc)};`,
          ),
        ),
        'close: () => void;',
        '};',
      ),
      block(
        docComment('Connects to the service at `host:port`. A refusal rejects with its gRPC status.'),
        `export const ${camelCase(model.service)}Client = (address: string): ${model.service}Client => {`,
        `const { call, ${streams ? 'stream, ' : ''}close } = createGrpcClient({ proto: ${proto(service)}, service: ${literal(qualifiedName(model))}, address });`,
        'return {',
        ...model.rpcs.map(
          (rpc) =>
            `${rpc.name}: (request, headers) => ${rpc.streams ? 'stream' : 'call'}('${rpc.name}', request, headers) as ${answerOf(rpc)},`,
        ),
        'close,',
        '};',
        '};',
      ),
    ),
  };
};

/** The gRPC interface of a service that has one: types of its messages, server, client. */
export const grpcFiles = (service: Service): GeneratedFile[] => {
  if (!service.interfaces.includes('grpc')) return [];
  const model = rpcModel(service);
  return [messagesFile(model), serverFile(service, model), clientFile(service, model)];
};
