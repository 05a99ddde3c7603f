/** What a tenant may ask of one instance of the app. */
export type TenantLimits = {
  requestsPerMinute: number;
  /** Event streams that are open at a time. */
  eventStreams: number;
  /** Bytes of a request's body. */
  bodyBytes: number;
};

const MINUTE_MS = 60_000;

/** `level`: in 60,000ths of a request, so that a millisecond fills a whole number. */
type Bucket = { level: number; at: number };

/**
 * A bucket of tokens per tenant, which fills evenly and holds those of a minute. In the memory of one instance: with n of
 * them a tenant has n times as much.
 */
export const createRequestRate = (requestsPerMinute: number) => {
  const buckets = new Map<string, Bucket>();
  const full = requestsPerMinute * MINUTE_MS;
  return {
    /** Takes a token: 0, or the milliseconds until there is one. */
    take(tenant: string, now: number): number {
      const { level, at } = buckets.get(tenant) ?? { level: full, at: now };
      // A clock that was set back fills nothing and takes nothing.
      const filled = Math.min(full, level + Math.max(0, now - at) * requestsPerMinute);
      const isThere = filled >= MINUTE_MS;
      buckets.set(tenant, { level: isThere ? filled - MINUTE_MS : filled, at: now });
      return isThere ? 0 : Math.ceil((MINUTE_MS - filled) / requestsPerMinute);
    },
  };
};

/** How many event streams each tenant has open in one instance. */
export const createStreamPlaces = (most: number) => {
  const open = new Map<string, number>();
  const add = (tenant: string, change: 1 | -1): void => {
    const count = (open.get(tenant) ?? 0) + change;
    if (count === 0) open.delete(tenant);
    else open.set(tenant, count);
  };
  return {
    open: (tenant: string): number => open.get(tenant) ?? 0,
    /** Takes a place and answers what gives it back, however often that is called. */
    take(tenant: string): (() => void) | undefined {
      if ((open.get(tenant) ?? 0) >= most) return undefined;
      add(tenant, 1);
      let isTaken = true;
      return () => {
        if (isTaken) add(tenant, -1);
        isTaken = false;
      };
    },
  };
};
