import { expect, it } from 'vitest';

import { counted } from '../../../activities/lib/counted.ts';

it.each([
  [0, '0 files'],
  [1, '1 file'],
  [2, '2 files'],
])('says %i as %s', (count, said) => {
  expect(counted(count, 'file')).toBe(said);
});
