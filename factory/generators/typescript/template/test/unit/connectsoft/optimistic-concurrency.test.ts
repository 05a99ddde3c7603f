import { expect, it } from 'vitest';

import { ConcurrentChangeError } from '#connectsoft/domain-error';
import { optimistically } from '#connectsoft/optimistic-concurrency';

const failing = (times: number) => {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls <= times) throw new ConcurrentChangeError();
    return calls;
  };
};

it('repeats a change that meant no version', async () => {
  expect(await optimistically(undefined, failing(3))).toBe(4);
});

it('gives up at last', async () => {
  await expect(optimistically(undefined, failing(100))).rejects.toThrow(ConcurrentChangeError);
});

it('never repeats a change that meant a version', async () => {
  await expect(optimistically([1], failing(1))).rejects.toThrow(ConcurrentChangeError);
});

it('refuses a version that was not meant', async () => {
  await expect(optimistically([1, 2], async (assert) => assert(3))).rejects.toThrow(ConcurrentChangeError);
  await expect(optimistically([1, 2], async (assert) => assert(2))).resolves.toBeUndefined();
});

it('passes other errors on', async () => {
  const broken = optimistically(undefined, () => Promise.reject(new Error('broken')));
  await expect(broken).rejects.toThrow('broken');
});
