import type { ReviewStore } from '../../ports.ts';
import { observe } from './metrics.ts';

/** Counts the open questions of tenants each time the metrics are sent. Called once, after telemetry has started. */
export const observeReviews = (
  stores: () => Iterable<{ tenant: string; reviews: Pick<ReviewStore, 'list'> }>,
): void =>
  observe('openReviews', () =>
    Promise.all(
      [...stores()].map(async ({ tenant, reviews }) => ({
        value: (await reviews.list()).filter(({ status }) => status === 'open').length,
        attributes: { 'factory.tenant': tenant },
      })),
    ),
  );
