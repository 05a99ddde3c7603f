import { expect, it } from 'vitest';

import { etagOf, versionsOf } from '#connectsoft/etag';

it('is the quoted version', () => {
  expect(etagOf(3)).toBe('"3"');
});

it.each([
  [undefined, undefined],
  ['*', undefined],
  ['"3"', [3]],
  ['"3", "4"', [3, 4]],
  ['W/"3"', []],
  ['3', []],
  ['"x"', []],
])('reads %j', (header, versions) => {
  expect(versionsOf(header)).toEqual(versions);
});
