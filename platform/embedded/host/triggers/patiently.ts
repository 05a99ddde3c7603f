/** Milliseconds that functions get to end when the host does, and a broker to take what is said to it. */
const PATIENCE_MS = 5_000;

/** Gives up what a broker that is gone does not answer: throws after five seconds. */
export const patiently = async (work: Promise<unknown>): Promise<void> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`There was no answer within ${PATIENCE_MS / 1_000} s.`)),
    PATIENCE_MS,
  );
  try {
    await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};

/** Waits for the end of all, whatever it is, but no longer than five seconds. */
export const allPatiently = (works: Iterable<Promise<unknown>>): Promise<void> =>
  patiently(Promise.allSettled(works)).catch(() => undefined);
