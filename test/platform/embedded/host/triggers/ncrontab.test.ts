import { describe, expect, it } from 'vitest';
import { parseNcrontab } from '../../../../../platform/embedded/host/triggers/ncrontab.ts';

const nextOf = (expression: string, from: string, count = 1): string[] => {
  const schedule = parseNcrontab(expression);
  const times: string[] = [];
  let time = Date.parse(from);
  for (let index = 0; index < count; index += 1)
    times.push(new Date((time = schedule.next(time))).toISOString());
  return times;
};

describe('NCRONTAB', () => {
  it.each([
    ['0 */5 * * * *', '2030-01-01T00:00:00.000Z', ['2030-01-01T00:05:00.000Z', '2030-01-01T00:10:00.000Z']],
    ['*/20 * * * * *', '2030-01-01T00:00:30.500Z', ['2030-01-01T00:00:40.000Z', '2030-01-01T00:01:00.000Z']],
    ['0 30 9 * * 1-5', '2030-01-04T10:00:00.000Z', ['2030-01-07T09:30:00.000Z', '2030-01-08T09:30:00.000Z']],
    [
      '0 0 0 1 jan,JUL *',
      '2030-01-01T00:00:00.000Z',
      ['2030-07-01T00:00:00.000Z', '2031-01-01T00:00:00.000Z'],
    ],
    ['0 0 12 29 2 *', '2030-01-01T00:00:00.000Z', ['2032-02-29T12:00:00.000Z', '2036-02-29T12:00:00.000Z']],
    ['15 10 * * *', '2030-12-31T23:59:59.999Z', ['2031-01-01T10:15:00.000Z', '2031-01-02T10:15:00.000Z']],
    [
      '0 0 8-10/2,20 * * *',
      '2030-01-01T08:00:00.000Z',
      ['2030-01-01T10:00:00.000Z', '2030-01-01T20:00:00.000Z'],
    ],
    ['0 50/5 * * * *', '2030-01-01T00:00:00.000Z', ['2030-01-01T00:50:00.000Z', '2030-01-01T00:55:00.000Z']],
    ['0 0 0 * * sun', '2030-01-01T00:00:00.000Z', ['2030-01-06T00:00:00.000Z', '2030-01-13T00:00:00.000Z']],
  ])('%s after %s', (expression, from, expected) => {
    expect(nextOf(expression, from, 2)).toEqual(expected);
  });

  it.each([
    ['* * * *', 'it has 4 fields, not 6'],
    ['00:05:00', 'it has 1 fields, not 6'],
    ['0 60 * * * *', "'60' is no minute (0 to 59)"],
    ['0 0 0 * smarch *', "'smarch' is no month (1 to 12)"],
    ['0 */0 * * * *', "'*/0' has no proper step"],
    ['0 0 10-8 * * *', "'10-8' runs backwards"],
    ['0 0 0 ? * *', "'?' is no day (1 to 31)"],
  ])('refuses %s', (expression, why) => {
    expect(() => parseNcrontab(expression)).toThrow(`'${expression}' is no NCRONTAB schedule: ${why}.`);
  });

  it('refuses a date that never comes', () => {
    expect(() => nextOf('0 0 0 31 2 *', '2030-01-01T00:00:00.000Z')).toThrow('it never comes');
  });
});
