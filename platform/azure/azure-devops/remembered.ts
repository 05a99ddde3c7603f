/** How long an answer counts, in milliseconds: names and processes change seldom, but they do. */
const TEN_MINUTES = 10 * 60_000;

/** Most answers that are kept; the oldest goes first. */
const MOST = 1_000;

/** Keeps answers for a while, by key; failures are not kept. */
export const remembered = <T>(
  now: () => number = Date.now,
): ((key: string, ask: () => Promise<T>) => Promise<T>) => {
  const known = new Map<string, { answer: Promise<T>; until: number }>();
  return (key, ask) => {
    const present = known.get(key);
    if (present && present.until > now()) return present.answer;
    known.delete(key);
    const answer = ask();
    const kept = { answer, until: now() + TEN_MINUTES };
    known.set(key, kept);
    const [oldest] = known.keys();
    if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    answer.catch(() => known.get(key) === kept && known.delete(key));
    return answer;
  };
};
