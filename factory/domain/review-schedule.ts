const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What becomes due while a review waits for its decision. */
export type ReviewEvent = 'remind' | 'escalate' | 'expire';

/** When it becomes due, in milliseconds after the review was opened; in order. The last one ends the wait. */
export const reviewSchedule: readonly { after: number; event: ReviewEvent }[] = [
  { after: DAY, event: 'remind' },
  { after: 3 * DAY, event: 'remind' },
  { after: 7 * DAY, event: 'escalate' },
  { after: 14 * DAY, event: 'remind' },
  { after: 30 * DAY, event: 'expire' },
];
