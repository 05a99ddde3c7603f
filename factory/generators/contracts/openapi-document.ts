import type { Aggregate, Service } from '../../domain/blueprint.ts';
import { isCalled, operationsOf } from '../../domain/operation.ts';
import { aggregateTag, businessOperation } from './business-operation.ts';
import type { JsonObject } from './json-object.ts';
import { postsOf } from './ledger-schema.ts';
import { OPERATIONS_TAG, operationalPaths } from './operational-paths.ts';
import { descriptionText, plainText, sentences } from './plain-text.ts';
import { PROBLEM_SCHEMA, problemResponseComponents, problemSchema } from './problem.ts';
import {
  inputSchema,
  pageSchema,
  partInputName,
  partInputSchema,
  partName,
  partResourceSchema,
  resourceSchema,
} from './resource-schema.ts';
import { headers, parameters } from './shared-components.ts';

const businessPaths = (service: Service): Record<string, JsonObject> => {
  const paths: Record<string, JsonObject> = {};
  for (const operation of operationsOf(service)) {
    const item = (paths[operation.path] ??= {});
    item[operation.method.toLowerCase()] = businessOperation(service, operation);
  }
  return paths;
};

const refTo = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** Parts that an aggregate really holds, as they are answered and as they are given. */
const partSchemas = (aggregate: Aggregate, isGivenByCallers: boolean): [string, JsonObject][] =>
  aggregate.children
    .filter(({ name }) => aggregate.fields.some(({ type }) => type.kind === 'list' && type.child === name))
    .flatMap((child): [string, JsonObject][] => [
      [partName(aggregate, child.name), partResourceSchema(child)],
      ...(isGivenByCallers
        ? [[partInputName(aggregate, child.name), partInputSchema(child)] as [string, JsonObject]]
        : []),
    ]);

/** Schemas of an aggregate: resource, and input, page and parts where a use case needs them. */
const aggregateSchemas = (service: Service, aggregate: Aggregate): [string, JsonObject][] => {
  const kinds = service.useCases
    .filter((useCase) => useCase.aggregate === aggregate.name && isCalled(useCase))
    .map(({ kind }) => kind);
  const any = (...wanted: readonly (typeof kinds)[number][]) => kinds.some((kind) => wanted.includes(kind));
  const { name } = aggregate;
  if (!any('create', 'get', 'update', 'search', 'transition', 'post')) return [];
  const isGivenByCallers = any('create', 'update');
  const schemas: [string, JsonObject][] = [
    [
      name,
      resourceSchema(aggregate, postsOf(service, aggregate), (child) => refTo(partName(aggregate, child))),
    ],
  ];
  if (isGivenByCallers)
    schemas.push([`${name}Input`, inputSchema(aggregate, (child) => refTo(partInputName(aggregate, child)))]);
  if (any('search')) schemas.push([`${name}Page`, pageSchema(aggregate)]);
  return [...schemas, ...partSchemas(aggregate, isGivenByCallers)];
};

const schemasOf = (service: Service): JsonObject => {
  const entries: [string, JsonObject][] = [
    ...service.aggregates.flatMap((aggregate) => aggregateSchemas(service, aggregate)),
    [PROBLEM_SCHEMA, problemSchema],
  ];
  const names = entries.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`Two schemas of ${service.name} would be called ${twice}. Rename an aggregate.`);
  return Object.fromEntries(entries);
};

const pick = (kind: string, components: object, text: string): JsonObject =>
  Object.fromEntries(
    Object.entries(components).filter(([name]) => text.includes(`"#/components/${kind}/${name}"`)),
  );

/** The shared components that `paths` refers to, directly or through a response. */
const usedComponents = (paths: JsonObject): JsonObject => {
  const text = JSON.stringify(paths);
  const responses = pick('responses', problemResponseComponents, text);
  return {
    parameters: pick('parameters', parameters, text),
    headers: pick('headers', headers, text + JSON.stringify(responses)),
    responses,
  };
};

const securitySchemes: JsonObject = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'A token of the issuer that the service believes, for its audience; claim `roles` holds roles.',
  },
};

/** OpenAPI 3.1 document of a service: its use cases, then the operations for those who run it. */
export const openapiDocument = (service: Service): JsonObject => {
  const paths = { ...businessPaths(service), ...operationalPaths };
  return {
    openapi: '3.1.1',
    info: {
      title: plainText(service.title),
      version: '1.0.0',
      description: sentences(
        descriptionText(service.description),
        'Every answer that is not a success is an RFC 9457 problem (`application/problem+json`)',
        'A method that a path does not have is answered with 405 and `Allow`',
        'The W3C header `traceparent` is continued',
      ),
      license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
    },
    servers: [
      { url: '/', description: 'The service that serves this document.' },
      {
        url: 'http://{host}:{port}',
        description: 'The service on this machine.',
        variables: { host: { default: '127.0.0.1' }, port: { default: '8080' } },
      },
    ],
    security: [{ bearer: [] }],
    tags: [
      ...service.aggregates.map((aggregate) => ({
        name: aggregateTag(aggregate),
        description: descriptionText(aggregate.description),
      })),
      OPERATIONS_TAG,
    ].filter(({ name }, index, tags) => tags.findIndex((tag) => tag.name === name) === index),
    paths,
    components: { schemas: schemasOf(service), ...usedComponents(paths), securitySchemes },
  };
};
