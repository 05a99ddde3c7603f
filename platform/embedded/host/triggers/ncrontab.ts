/** The next time, in ms since the epoch, strictly after `time`. UTC, as on Azure without WEBSITE_TIME_ZONE. */
export type Schedule = { next(time: number): number };

const fields = [
  { name: 'second', min: 0, max: 59, names: [] },
  { name: 'minute', min: 0, max: 59, names: [] },
  { name: 'hour', min: 0, max: 23, names: [] },
  { name: 'day', min: 1, max: 31, names: [] },
  {
    name: 'month',
    min: 1,
    max: 12,
    names: ['', 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of week', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
] as const;

type Field = (typeof fields)[number];

/** Years looked ahead; 29 February on a given weekday comes at most every 40 years. */
const HORIZON_YEARS = 41;

/** An NCRONTAB expression: `{second} {minute} {hour} {day} {month} {day of week}`, or five fields without the seconds. */
export const parseNcrontab = (expression: string): Schedule => {
  const refuse = (why: string): Error =>
    new Error(
      `'${expression}' is no NCRONTAB schedule: ${why}. An example: '0 */5 * * * *', every five minutes.`,
    );
  const texts = expression.trim().split(/\s+/);
  const parts = texts.length === 5 ? ['0', ...texts] : texts;
  if (parts.length !== 6) throw refuse(`it has ${texts.length} fields, not 6`);
  const [seconds, minutes, hours, days, months, weekdays] = fields.map((field, index) =>
    parseField(parts[index] ?? '', field, refuse),
  ) as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];

  return {
    next: (time) => {
      const at = new Date(Math.floor(time / 1000) * 1000 + 1000);
      const last = at.getUTCFullYear() + HORIZON_YEARS;
      while (at.getUTCFullYear() <= last) {
        if (!months.has(at.getUTCMonth() + 1)) {
          at.setUTCMonth(at.getUTCMonth() + 1, 1);
          at.setUTCHours(0, 0, 0);
        } else if (!days.has(at.getUTCDate()) || !weekdays.has(at.getUTCDay())) {
          at.setUTCDate(at.getUTCDate() + 1);
          at.setUTCHours(0, 0, 0);
        } else if (!hours.has(at.getUTCHours())) at.setUTCHours(at.getUTCHours() + 1, 0, 0);
        else if (!minutes.has(at.getUTCMinutes())) at.setUTCMinutes(at.getUTCMinutes() + 1, 0);
        else if (!seconds.has(at.getUTCSeconds())) at.setUTCSeconds(at.getUTCSeconds() + 1);
        else return at.getTime();
      }
      throw refuse('it never comes');
    },
  };
};

const parseField = (text: string, field: Field, refuse: (why: string) => Error): Set<number> => {
  const value = (part: string): number => {
    const named = (field.names as readonly string[]).indexOf(part.toLowerCase());
    const number = part !== '' && named >= 0 ? named : /^\d+$/.test(part) ? Number(part) : Number.NaN;
    if (number >= field.min && number <= field.max) return number;
    throw refuse(`'${part}' is no ${field.name} (${field.min} to ${field.max})`);
  };
  const bounds = (range: string, hasStep: boolean): [number, number] => {
    if (range === '*') return [field.min, field.max];
    const [from = '', to] = range.split('-');
    const first = value(from);
    if (to !== undefined) return [first, value(to)];
    return [first, hasStep ? field.max : first];
  };
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', stepText] = part.split('/');
    const step = Number(stepText ?? 1);
    if (!Number.isInteger(step) || step < 1) throw refuse(`'${part}' has no proper step`);
    const [first, last] = bounds(range, stepText !== undefined);
    if (last < first) throw refuse(`'${range}' runs backwards`);
    for (let each = first; each <= last; each += step) values.add(each);
  }
  return values;
};
