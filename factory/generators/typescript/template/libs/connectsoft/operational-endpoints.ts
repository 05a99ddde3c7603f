import { ok, type Operations } from './operation.ts';
import { Problem } from './problem.ts';

/** Operations for those who run a service: its contract and its health. `ready` rejects while the store does not answer. */
export const operationalEndpoints = (document: object, ready: () => Promise<void>): Operations => ({
  getOpenApiDocument: async () => ok(document),
  getLiveness: async () => ok({ status: 'live' }),
  getReadiness: async () => {
    try {
      await ready();
    } catch (cause) {
      throw Object.assign(new Problem('not-ready', 'The store does not answer'), { cause });
    }
    return ok({ status: 'ready' });
  },
});
