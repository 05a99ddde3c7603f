import { serverFields } from '../../../domain/aggregate.ts';
import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Field, Service } from '../../../domain/blueprint.ts';
import type { ExternalSystem } from '../../../domain/reaction.ts';
import { isAlwaysPresent, type AggregateModel } from '../aggregate-model.ts';
import { valueType } from '../domain/field-code.ts';
import { block, docComment, paragraphs, sentence } from '../source-text.ts';
import { runOf, systemNames } from './reaction-model.ts';

/** The systems that reactions ask, each with the aggregate that it is asked about. */
export const askedSystems = (service: Service): { system: ExternalSystem; model: AggregateModel }[] =>
  service.externalSystems.flatMap((system) => {
    const asking = service.reactions.find(({ does }) => does.kind === 'ask' && does.system === system.name);
    if (asking?.does.kind !== 'ask') return [];
    return [{ system, model: runOf(service, asking.does.accepted).model }];
  });

const memberOf = (
  { aggregate, type, folder }: AggregateModel,
  name: string,
): { member: string; own: string } => {
  const fields: readonly Field[] = [...aggregate.fields, ...serverFields(aggregate)];
  const field = fields.find((candidate) => candidate.name === name);
  if (field?.type.kind === 'list' || field?.type.kind === 'json')
    return {
      member: `${name}${isAlwaysPresent(field) ? '' : '?'}: ${type}Fields['${name}'];`,
      own: `import type { ${type}Fields } from '../../domain/${folder}/${folder}-state.ts';`,
    };
  const isPresent = field === undefined || isAlwaysPresent(field);
  return { member: `${name}${isPresent ? '' : '?'}: ${field ? valueType(field.type) : 'string'};`, own: '' };
};

/** `src/application/ports/<system>.ts`: what the service asks of a system that is not its own. */
const portFile = (system: ExternalSystem, model: AggregateModel): GeneratedFile => {
  const { type, file, request } = systemNames(system.name);
  const members = system.fields.map((field) => memberOf(model, field));
  const requestType = request(system.operation);
  return {
    path: `src/application/ports/${file}.ts`,
    content: paragraphs(
      `import type { Decision } from '#connectsoft/external-system';`,
      block(...new Set(members.map(({ own }) => own))),
      `export type ${requestType} = { ${members.map(({ member }) => member).join(' ')} };`,
      block(
        docComment(sentence(system.description)),
        `export interface ${type} {`,
        docComment(
          'The same request has the same key whenever it is sent again. Throws a SystemUnavailable where there is no answer.',
        ),
        `${system.operation}: (request: ${requestType}, key: string) => Promise<Decision>;`,
        '}',
      ),
    ),
  };
};

/** `src/infrastructure/external-systems/<system>.ts`: the port over HTTP, or its double. */
const adapterFile = (system: ExternalSystem): GeneratedFile => {
  const { type, file } = systemNames(system.name);
  const { timeoutMs, retries, onUnavailable, operation } = system;
  const overHttp = `httpSystem({ url, timeout: ${timeoutMs}, retries: ${retries} })`;
  const ask = `url === undefined ? systemDouble : ${overHttp}`;
  const isSilenceRefusal = onUnavailable === 'refuse';
  const names = ['httpSystem', ...(isSilenceRefusal ? ['refusingInSilence'] : []), 'systemDouble'];
  return {
    path: `src/infrastructure/external-systems/${file}.ts`,
    content: paragraphs(
      `import { ${names.join(', ')} } from '#connectsoft/external-system';`,
      `import type { ${type} } from '../../application/ports/${file}.ts';`,
      block(
        docComment(
          `${sentence(system.description)} Behind \`url\`, or a double of it where there is none.${isSilenceRefusal ? ' No answer is a refusal.' : ''}`,
        ),
        `export const open${type} = (url: string | undefined): ${type} => ({`,
        `${operation}: ${isSilenceRefusal ? `refusingInSilence(${ask})` : ask},`,
        '});',
      ),
    ),
  };
};

export const portFiles = (service: Service): GeneratedFile[] =>
  askedSystems(service).map(({ system, model }) => portFile(system, model));

export const adapterFiles = (service: Service): GeneratedFile[] =>
  askedSystems(service).map(({ system }) => adapterFile(system));
