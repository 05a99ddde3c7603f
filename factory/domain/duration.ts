import { z } from 'zod';

/** A calendar duration. Months and years follow the calendar in UTC: 31 January and one month is 28 or 29 February. */
export const durationSchema = z.strictObject({
  amount: z.number().int().positive().max(10_000),
  unit: z.enum(['minute', 'hour', 'day', 'week', 'month', 'year']),
});
export type Duration = z.infer<typeof durationSchema>;

/** `2 hours`, `1 month`. */
export const durationText = ({ amount, unit }: Duration): string =>
  `${amount} ${unit}${amount === 1 ? '' : 's'}`;

const MILLISECONDS = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;

/** The instant `by` after (`sign` 1) or before (`sign` -1) `at`, in UTC. */
export const shifted = (at: Date, { amount, unit }: Duration, sign: 1 | -1): Date => {
  if (unit !== 'month' && unit !== 'year') return new Date(at.getTime() + sign * amount * MILLISECONDS[unit]);
  const months = sign * amount * (unit === 'year' ? 12 : 1);
  const moved = new Date(at);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(at.getUTCDate(), lastDay));
  return moved;
};
