import { expect, it } from 'vitest';

import { developmentMode } from '#connectsoft/development-mode';

const { contextOf } = developmentMode({});
const claimed = (headers: Record<string, string>) => contextOf((name) => headers[name]);

it.each([
  ['mia', { name: 'mia', roles: [] }],
  ['mia;roles=manager', { name: 'mia', roles: ['manager'] }],
  [' mia moe ; roles=manager, back-office', { name: 'mia moe', roles: ['manager', 'back-office'] }],
  ['mia;roles=', { name: 'mia', roles: [] }],
])('takes %j for who calls', (text, actor) => {
  expect(claimed({ 'X-Development-Actor': text })).toEqual({ actor });
});

it('takes a time for the time', () => {
  expect(claimed({ 'X-Development-Now': '2026-01-31T10:30:00+01:00' })).toEqual({
    now: new Date('2026-01-31T09:30:00.000Z'),
  });
});

it('claims nothing where nothing is said', () => {
  expect(claimed({})).toEqual({});
});

it.each([
  ['X-Development-Actor', ''],
  ['X-Development-Actor', ';roles=manager'],
  ['X-Development-Actor', 'mia;role=manager'],
  ['X-Development-Now', 'noon'],
  ['X-Development-Now', '2026-01-31'],
])('refuses %s: %j and names it', (name, text) => {
  expect(() => claimed({ [name]: text })).toThrow(name);
});
