const calendarDay = /^(\d{4})-(0[1-9]|1[0-2])-(\d{2})$/;
const dateTime =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/** A day of the calendar, `YYYY-MM-DD`. */
export const isCalendarDate = (value: string): boolean => {
  const [, year, month, day] = calendarDay.exec(value) ?? [];
  return (
    Number(day) >= 1 && Number(day) <= new Date(Date.UTC(Number(year) + 400, Number(month), 0)).getUTCDate()
  );
};

/** A point in time, RFC 3339, in UTC with milliseconds; undefined when it is none. Equal width makes text order time order. */
export const toInstant = (value: string): string | undefined => {
  const [, day = ''] = dateTime.exec(value) ?? [];
  if (!isCalendarDate(day)) return undefined;
  const instant = new Date(value.toUpperCase());
  const text = Number.isNaN(instant.getTime()) ? '' : instant.toISOString();
  return text.length === 24 ? text : undefined;
};

export const isInstant = (value: string): boolean => toInstant(value) !== undefined;
