import type { Review } from '../../../factory/domain/review.ts';
import type { ReviewStore } from '../../ports.ts';
import { observe } from './metrics.ts';

type Tenants = () => Iterable<{ tenant: string; reviews: Pick<ReviewStore, 'list'> }>;
type OpenReviews = { tenant: string; open: Review[] }[];

/** Both gauges are measured in the same breath: they look at one answer. Milliseconds. */
const SAME_BREATH_MS = 1_000;

const readOpen = (tenants: Tenants): Promise<OpenReviews> =>
  Promise.all(
    [...tenants()].map(async ({ tenant, reviews }) => ({
      tenant,
      open: (await reviews.list()).filter(({ status }) => status === 'open'),
    })),
  );

/** Seconds since the oldest was opened. */
const ageOf = (open: readonly Review[], now: number): number =>
  open.length === 0 ? 0 : (now - Math.min(...open.map(({ openedAt }) => Date.parse(openedAt)))) / 1_000;

/**
 * Counts the open questions of tenants, and how long the oldest has waited, each time the metrics are sent. Called once, after
 * telemetry has started.
 */
export const observeReviews = (tenants: Tenants, now: () => number = Date.now): void => {
  let last: { at: number; found: Promise<OpenReviews> } | undefined;
  const read = (): Promise<OpenReviews> => {
    if (!last || now() - last.at > SAME_BREATH_MS) last = { at: now(), found: readOpen(tenants) };
    return last.found;
  };
  observe('openReviews', async () =>
    (await read()).map(({ tenant, open }) => ({
      value: open.length,
      attributes: { 'factory.tenant': tenant },
    })),
  );
  observe('reviewAge', async () =>
    (await read()).map(({ tenant, open }) => ({
      value: ageOf(open, now()),
      attributes: { 'factory.tenant': tenant },
    })),
  );
};
