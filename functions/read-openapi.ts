import type { FunctionDeps } from './function-deps.ts';
import { endpoint } from './http/endpoint.ts';
import { openApiDocument } from './openapi/openapi-document.ts';
import { operations } from './openapi/operations.ts';

/** `GET /api/openapi.json` */
export const readOpenApi = ({ version }: FunctionDeps) =>
  endpoint(operations.readOpenApi, async () => ({ jsonBody: openApiDocument(version) }));
