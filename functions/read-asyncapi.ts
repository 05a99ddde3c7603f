import { asyncApiDocument } from './asyncapi/asyncapi-document.ts';
import type { FunctionDeps } from './function-deps.ts';
import { endpoint } from './http/endpoint.ts';
import { operations } from './openapi/operations.ts';

/** `GET /api/asyncapi.json` */
export const readAsyncApi = ({ version }: Pick<FunctionDeps, 'version'>) =>
  endpoint(operations.readAsyncApi, async () => ({ jsonBody: asyncApiDocument(version) }));
