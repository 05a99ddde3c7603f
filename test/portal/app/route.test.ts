import { expect, it } from 'vitest';

import { hashOf, routeOf } from '../../../portal/app/route.ts';

it.each([
  ['', { page: 'home' }],
  ['#/', { page: 'home' }],
  ['#/projects/p-1', { page: 'project', id: 'p-1', view: 'board' }],
  ['#/projects/p-1/', { page: 'project', id: 'p-1', view: 'board' }],
  ['#/projects/p-1/timeline', { page: 'project', id: 'p-1', view: 'timeline' }],
  [
    '#/projects/p-1/artifacts/plan/a%20b%23.md',
    { page: 'project', id: 'p-1', view: 'artifacts', path: 'plan/a b#.md' },
  ],
  ['#/projects/p-1/timeline/more', { page: 'project', id: 'p-1', view: 'timeline' }],
  ['#/projects/p-1/nothing', { page: 'unknown' }],
  ['#/projects/', { page: 'unknown' }],
  ['#/elsewhere', { page: 'unknown' }],
  ['#/projects/%E0%A4%A', { page: 'unknown' }],
])('%s is the address of %o', (hash, route) => {
  expect(routeOf(hash)).toEqual(route);
});

it('makes addresses that lead back to where they were made', () => {
  const route = { page: 'project', id: 'p-1', view: 'artifacts', path: 'ä/50%/x y.md' } as const;
  expect(routeOf(hashOf(route))).toEqual(route);
  expect(hashOf({ page: 'home' })).toBe('#/');
});
