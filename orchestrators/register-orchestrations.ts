import { ORCHESTRATION } from '../factory/domain/orchestration-names.ts';
import { compensation } from './compensation.ts';
import { delivery } from './delivery.ts';
import { deployment } from './deployment.ts';
import { factory } from './factory.ts';
import { registerOrchestration } from './lib/durable.ts';
import { microservice } from './microservice.ts';
import { quality } from './quality.ts';
import { review } from './review.ts';

/** Makes every orchestration known to the host. */
export const registerOrchestrations = (): void => {
  registerOrchestration(ORCHESTRATION, factory);
  registerOrchestration('microservice', microservice);
  registerOrchestration('quality', quality);
  registerOrchestration('delivery', delivery);
  registerOrchestration('deployment', deployment);
  registerOrchestration('compensation', compensation);
  registerOrchestration('review', review);
};
