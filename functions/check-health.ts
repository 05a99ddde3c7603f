import type { FunctionDeps } from './function-deps.ts';
import { endpoint } from './http/endpoint.ts';
import type { Health } from './openapi/components.ts';
import { operations } from './openapi/operations.ts';

/** An id that no project has: reading it asks the store for nothing but an answer. */
const NO_PROJECT = 'p-00000000-0000-0000-0000-000000000000';

/** `GET /api/health` */
export const checkHealth = ({ ports, version }: FunctionDeps) =>
  endpoint(operations.checkHealth, async ({ context }) => {
    try {
      await ports.projects.get(NO_PROJECT);
      return { jsonBody: { status: 'healthy', version } satisfies Health };
    } catch (error) {
      context.error('The project store does not answer:', error);
      return { status: 503, jsonBody: { status: 'unhealthy', version } satisfies Health };
    }
  });
