import { later, type Duration } from './calendar.ts';

/** `times` occurrences `within` a duration have consequences that last for another one, from the last of them on. */
export type Consequence = { times: number; within: Duration; lasts: Duration };

/** Whether such a consequence holds at a time. `occurrences`: instants, RFC 3339 in UTC, in any order. */
export const isConsequent = (
  occurrences: readonly string[],
  { times, within, lasts }: Consequence,
  at: string,
): boolean => {
  const sorted = occurrences.toSorted();
  return sorted.some((last, index) => {
    const first = sorted[index - times + 1];
    return first !== undefined && last < later(first, within) && last <= at && at < later(last, lasts);
  });
};
