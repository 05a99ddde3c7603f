import type { ServiceRuntime } from '../../../ports.ts';
import type { PlaceOf } from '../devops-place.ts';

/** Who deploys instead, in words. */
const told = (deploy: 'none' | 'pipeline' | undefined): string =>
  deploy === 'pipeline'
    ? 'on Azure the factory hosts no services; the pipeline of the repository deploys them where its service connections lead'
    : 'on Azure the factory hosts no services, and the definition of the project does not say `deploy: pipeline`';

/**
 * The runtime of a platform that has none: services run where their own pipelines deploy them. Nothing is started, nothing runs
 * here, so nothing is to be restored or stopped.
 */
export const createPipelineRuntime = ({ placeOf }: { placeOf: PlaceOf }): ServiceRuntime => ({
  async deploy({ projectId }) {
    const { deploy } = await placeOf(projectId);
    return { notRun: told(deploy) };
  },
  status: async () => undefined,
  ensureRunning: async () => [],
  stop: async () => undefined,
  restore: async () => undefined,
  hops: async () => [],
});
