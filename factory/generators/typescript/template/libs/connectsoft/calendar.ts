/** Calendar durations. Months and years follow the calendar in UTC: 31 January and one month is 28 or 29 February. */
export type Duration = { amount: number; unit: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year' };

const of =
  (unit: Duration['unit']) =>
  (amount: number): Duration => ({ amount, unit });

export const minutes = of('minute');
export const hours = of('hour');
export const days = of('day');
export const weeks = of('week');
export const months = of('month');
export const years = of('year');

const milliseconds = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;

const shifted = (at: Date, { amount, unit }: Duration, sign: 1 | -1): Date => {
  if (unit !== 'month' && unit !== 'year') return new Date(at.getTime() + sign * amount * milliseconds[unit]);
  const moved = new Date(at);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + sign * amount * (unit === 'year' ? 12 : 1));
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(at.getUTCDate(), lastDay));
  return moved;
};

/** The instant, RFC 3339 in UTC, so much after another one. */
export const later = (instant: string, by: Duration): string =>
  shifted(new Date(instant), by, 1).toISOString();

/** The instant so much before another one. */
export const earlier = (instant: string, by: Duration): string =>
  shifted(new Date(instant), by, -1).toISOString();

/** After this no instant lies of which `after` is over by `at`. Months are of several lengths: a few days more. */
export const latestStart = (at: string, after: Duration): string =>
  later(earlier(at, after), after.unit === 'month' || after.unit === 'year' ? days(4) : minutes(1));

/** The day of an instant, in UTC: `2026-01-31`. */
export const dayOf = (instant: string): string => instant.slice(0, 10);

/** The day so much after another one. */
export const laterDay = (day: string, by: Duration): string => dayOf(later(day, by));

/** The day so much before another one. */
export const earlierDay = (day: string, by: Duration): string => dayOf(earlier(day, by));

/** The moment in which a day begins, in UTC. */
export const startOfDay = (day: string): string => new Date(day).toISOString();

/** The first of several instants or of several days. */
export const earliest = (times: readonly string[]): string => times.toSorted()[0] ?? '';

/** The last of several instants or of several days. */
export const latest = (times: readonly string[]): string => times.toSorted().at(-1) ?? '';

const daysSinceMonday = (at: Date): number => (at.getUTCDay() + 6) % 7;

const unitStart = (at: Date, unit: Duration['unit']): Date => {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  switch (unit) {
    case 'year':
      return new Date(Date.UTC(year, 0));
    case 'month':
      return new Date(Date.UTC(year, month));
    case 'week':
      return new Date(Date.UTC(year, month, day - daysSinceMonday(at)));
    case 'day':
      return new Date(Date.UTC(year, month, day));
    default:
      return new Date(Math.floor(at.getTime() / milliseconds[unit]) * milliseconds[unit]);
  }
};

/** The calendar period that an instant or day lies in: `start` belongs to it, `end` does not. Weeks begin on Monday. */
export const periodOf = (time: string, { amount, unit }: Duration): { start: string; end: string } => {
  const last = unitStart(new Date(time), unit);
  return {
    start: shifted(last, { amount: amount - 1, unit }, -1).toISOString(),
    end: shifted(last, { amount: 1, unit }, 1).toISOString(),
  };
};
