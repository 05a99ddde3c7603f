import { expect, it } from 'vitest';

import { remembered } from '../../../../platform/azure/azure-devops/remembered.ts';

it('an answer counts for a while, a failure does not', async () => {
  let time = 0;
  let asked = 0;
  const keep = remembered<number>(() => time);
  const ask = async () => (asked += 1);
  await expect(keep('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect([await keep('a', ask), await keep('a', ask), await keep('b', ask)]).toEqual([1, 1, 2]);
  time = 10 * 60_000;
  expect(await keep('a', ask)).toBe(3);
});
