import type { JsonObject } from './json-object.ts';
import { headerRef, parameterRef } from './shared-components.ts';

export const OPERATIONS_TAG = {
  name: 'Operations',
  description: 'For those who run the service: health, and this document.',
};

const headers: JsonObject = { 'X-Correlation-Id': headerRef('CorrelationId') };

const operation = (
  operationId: string,
  summary: string,
  success: { description: string; schema: JsonObject; example?: JsonObject },
  failures: JsonObject = {},
): JsonObject => {
  const { description, ...content } = success;
  return {
    get: {
      operationId,
      summary,
      tags: [OPERATIONS_TAG.name],
      security: [],
      parameters: [parameterRef('CorrelationId')],
      responses: {
        '200': { description, headers, content: { 'application/json': content } },
        '4XX': { $ref: '#/components/responses/Refused' },
        ...failures,
      },
    },
  };
};

const statusSchema = (status: string): JsonObject => ({
  type: 'object',
  required: ['status'],
  properties: { status: { const: status } },
});

/** Paths that every service has beside its use cases. */
export const operationalPaths: Record<string, JsonObject> = {
  '/openapi.json': operation('getOpenApiDocument', 'Get this document', {
    description: 'This document.',
    schema: { type: 'object' },
  }),
  '/health/live': operation('getLiveness', 'Tell whether the process runs', {
    description: 'It runs.',
    schema: statusSchema('live'),
    example: { status: 'live' },
  }),
  '/health/ready': operation(
    'getReadiness',
    'Tell whether the service can take requests',
    { description: 'Its store answers.', schema: statusSchema('ready'), example: { status: 'ready' } },
    { '503': { $ref: '#/components/responses/NotReady' } },
  ),
};
