import type { z } from 'zod';

import { components, type ComponentName } from './components.ts';
import { jsonSchemaOf } from './json-schema-of.ts';
import type { Operation, ResponseBody } from './operation.ts';
import { operations } from './operations.ts';

const ref = (name: ComponentName) => ({ $ref: `#/components/schemas/${name}` });

const parameters = (location: 'query' | 'header', schema: z.ZodObject) =>
  Object.entries(schema.shape)
    // OpenAPI describes `Accept` by the media types of the answers and ignores it as a parameter.
    .filter(([name]) => name !== 'Accept')
    .map(([name, field]) => {
      const { description, ...rest } = jsonSchemaOf(field as z.ZodType, 'input');
      return { name, in: location, required: false, description, schema: rest };
    });

const pathParameterTexts: Readonly<Record<string, string>> = {
  projectId: 'The project, as `POST /api/projects` named it.',
  reviewId: 'The review, as the list or event `review.requested` names it.',
  path: 'Path of the artifact; slashes as they are.',
};

const pathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: pathParameterTexts[name],
    schema: { type: 'string' },
  }));

const contentSchema = (content: ComponentName | 'text' | 'object') => {
  if (content === 'text') return { type: 'string' };
  return content === 'object' ? { type: 'object' } : ref(content);
};

const responseObject = ({ description, content }: ResponseBody) => ({
  description,
  ...(content
    ? {
        content: Object.fromEntries(
          Object.entries(content).map(([type, name]) => [type, { schema: contentSchema(name) }]),
        ),
      }
    : {}),
});

/** A token or a key, with one of the roles; nothing for what is open. */
const securityOf = ({ access }: Operation) => {
  if (access === 'open') return [];
  return access === 'hook' ? [{ hook: [] }] : [{ token: [...access] }, { key: [...access] }];
};

const refused = (description: string) =>
  responseObject({ description, content: { 'application/problem+json': 'Problem' } });

/** What access answers in the place of an operation. */
const accessResponses = ({ access, responses }: Operation) =>
  access === 'open' || access === 'hook'
    ? {}
    : {
        401: refused('No token or access key, or none that is good; `WWW-Authenticate` says which.'),
        ...(responses[403] ? {} : { 403: refused(`The caller has none of the roles ${access.join(', ')}.`) }),
        429: refused('The tenant asks for too much at a time; `Retry-After` is in seconds.'),
      };

const securitySchemes = {
  hook: {
    type: 'http',
    scheme: 'basic',
    description: 'The organisation of Azure DevOps, and the secret of its hooks.',
  },
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A token of Entra ID for this API. The embedded host asks for none.',
  },
  key: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Api-Key',
    description: 'An access key of a tenant. The embedded host asks for none.',
  },
};

const operationObject = (operationId: string, operation: Operation) => ({
  operationId,
  summary: operation.summary,
  security: securityOf(operation),
  parameters: [
    ...pathParameters(operation.path),
    ...parameters('query', operation.query),
    ...parameters('header', operation.headers),
  ],
  ...(operation.body
    ? { requestBody: { required: true, content: { 'application/json': { schema: ref(operation.body) } } } }
    : {}),
  responses: {
    ...Object.fromEntries(
      Object.entries(operation.responses).map(([status, body]) => [status, responseObject(body)]),
    ),
    ...accessResponses(operation),
    default: responseObject({
      description: 'Something went wrong here; `X-Correlation-Id` finds it in the log.',
      content: { 'application/problem+json': 'Problem' },
    }),
  },
});

const requestBodies = new Set(
  Object.values<Operation>(operations).flatMap(({ body }) => (body ? [body] : [])),
);

/** The OpenAPI 3.1 document of the factory's API. */
export const openApiDocument = (version: string): Record<string, unknown> => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [id, operation] of Object.entries<Operation>(operations))
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = operationObject(id, operation);
  return {
    openapi: '3.1.0',
    info: {
      title: 'ConnectSoft AI Software Factory',
      version,
      description: 'Turns a definition in plain English into running, tested microservices.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes,
      schemas: Object.fromEntries(
        Object.entries(components).map(([name, schema]) => [
          name,
          jsonSchemaOf(schema, requestBodies.has(name as ComponentName) ? 'input' : 'output'),
        ]),
      ),
    },
  };
};
