import { ORCHESTRATION } from '../factory/domain/orchestration-names.ts';
import { compensation } from './compensation.ts';
import { deployment } from './deployment.ts';
import { factory } from './factory.ts';
import { registerOrchestration } from './lib/durable.ts';
import { microservice } from './microservice.ts';
import { quality } from './quality.ts';

/** Makes every orchestration known to the host. */
export const registerOrchestrations = (): void => {
  registerOrchestration(ORCHESTRATION, factory);
  registerOrchestration('microservice', microservice);
  registerOrchestration('quality', quality);
  registerOrchestration('deployment', deployment);
  registerOrchestration('compensation', compensation);
};
