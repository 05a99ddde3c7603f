import { expect, it } from 'vitest';

import { developmentMode } from '#connectsoft/development-mode';

const { contextOf } = developmentMode({});
const claimed = (headers: Record<string, string>) => contextOf((name) => headers[name]);

it('takes a time for the time', () => {
  expect(claimed({ 'X-Development-Now': '2026-01-31T10:30:00+01:00' })).toEqual({
    now: new Date('2026-01-31T09:30:00.000Z'),
  });
});

it('claims nothing where nothing is said', () => {
  expect(claimed({})).toEqual({});
});

it('believes no header that says who calls', () => {
  expect(claimed({ 'X-Development-Actor': 'mia;roles=manager' })).toEqual({});
});

it.each(['noon', '2026-01-31', ''])('refuses the time %j and names the header', (text) => {
  expect(() => claimed({ 'X-Development-Now': text })).toThrow('X-Development-Now');
});
