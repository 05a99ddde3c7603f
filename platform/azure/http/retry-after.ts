/** How long a service wants to be left alone, in milliseconds, by `retry-after-ms`, `x-ms-retry-after-ms` or `Retry-After` (seconds or a date). */
export const retryAfterMs = (headers: Headers, now: () => number = Date.now): number | undefined => {
  const exact = headers.get('retry-after-ms') ?? headers.get('x-ms-retry-after-ms');
  if (exact !== null && /^\d+$/.test(exact)) return Number(exact);
  const after = headers.get('retry-after');
  if (after === null) return undefined;
  if (/^\d+(?:\.\d+)?$/.test(after)) return Math.ceil(Number(after) * 1_000);
  const date = Date.parse(after);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now());
};
