/** Runs work while nobody else works under one of its keys. What is read there is still so when it is written. */
export type Exclusively = <T>(keys: readonly string[], work: () => Promise<T>) => Promise<T>;

/** The key of a rule for those who share values: `lockKey('openBookingsPerMember', 'mia')`. */
export const lockKey = (rule: string, ...values: readonly unknown[]): string =>
  JSON.stringify([rule, ...values]);

/** Takes locks one after the other in the order of their keys, so that no two wait for each other. */
export const inOrder = (lock: <T>(key: string, work: () => Promise<T>) => Promise<T>): Exclusively => {
  const under = <T>([key, ...others]: readonly string[], work: () => Promise<T>): Promise<T> =>
    key === undefined ? work() : lock(key, () => under(others, work));
  return (keys, work) => under([...new Set(keys)].toSorted(), work);
};
