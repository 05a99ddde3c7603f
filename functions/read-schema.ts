import type { Answer } from './http/answer.ts';
import { endpoint } from './http/endpoint.ts';
import { operations } from './openapi/operations.ts';
import { projectDefinitionDocument, runResultDocument } from './openapi/public-schemas.ts';

const schema = (jsonBody: unknown): Answer => ({
  headers: { 'content-type': 'application/schema+json' },
  jsonBody,
});

/** `GET /api/schemas/project-definition` */
export const readProjectDefinitionSchema = () =>
  endpoint(operations.readProjectDefinitionSchema, async () => schema(projectDefinitionDocument()));

/** `GET /api/schemas/run-result` */
export const readRunResultSchema = () =>
  endpoint(operations.readRunResultSchema, async () => schema(runResultDocument()));
