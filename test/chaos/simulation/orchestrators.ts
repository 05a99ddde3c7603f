import { compensation } from '../../../orchestrators/compensation.ts';
import { delivery } from '../../../orchestrators/delivery.ts';
import { deployment } from '../../../orchestrators/deployment.ts';
import { factory } from '../../../orchestrators/factory.ts';
import { microservice } from '../../../orchestrators/microservice.ts';
import { quality } from '../../../orchestrators/quality.ts';
import { review } from '../../../orchestrators/review.ts';
import type { Orchestrator } from './engine/replay.ts';

/** The orchestrators of the app, under the names by which they call each other. */
export const orchestrators: Readonly<Record<string, Orchestrator>> = {
  factory,
  microservice,
  quality,
  delivery,
  deployment,
  compensation,
  review,
};
