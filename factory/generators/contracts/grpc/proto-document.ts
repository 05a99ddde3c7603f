import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { pascalCase } from '../../../domain/naming.ts';
import { protoName, protoPath, rpcModel, type Message, type Rpc, type RpcField } from './rpc-model.ts';

/** Text of a blueprint as a comment of one line: nothing in it can end it. */
const comment = (text: string): string => `// ${text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()}`;

const fieldLines = ({ name, type, repeated, description }: RpcField, index: number): string[] => {
  const label = repeated ? 'repeated ' : typeof type === 'string' ? 'optional ' : '';
  const typeName = typeof type === 'string' ? type : type.message;
  return [`  ${comment(description)}`, `  ${label}${typeName} ${protoName(name)} = ${index + 1};`];
};

const messageLines = ({ name, description, fields }: Message): string[] => [
  '',
  comment(description),
  ...(fields.length === 0
    ? [`message ${name} {}`]
    : [`message ${name} {`, ...fields.flatMap(fieldLines), '}']),
];

const rpcLines = ({ name, summary, request, response, streams }: Rpc): string[] => [
  `  ${comment(summary)}`,
  `  rpc ${pascalCase(name)}(${request}) returns (${streams ? 'stream ' : ''}${response});`,
];

/**
 * `api/<service>.proto`: the gRPC interface. Every scalar has presence, so that zero differs from absent; numbers follow the
 * order of the blueprint, which only grows at its end.
 */
export const protoFile = (service: Service): GeneratedFile => {
  const model = rpcModel(service);
  return {
    path: protoPath(service),
    content: `${[
      'syntax = "proto3";',
      '',
      `package ${model.package};`,
      '',
      comment(service.description),
      `service ${model.service} {`,
      ...model.rpcs.flatMap(rpcLines),
      '}',
      ...model.messages.flatMap(messageLines),
    ].join('\n')}\n`,
  };
};
