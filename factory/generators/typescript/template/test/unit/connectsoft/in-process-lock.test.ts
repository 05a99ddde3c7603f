import { expect, it } from 'vitest';

import { lockKey } from '#connectsoft/exclusively';
import { inProcessLock } from '#connectsoft/in-process-lock';

it('does one after the other under a key, and the next after a failure', async () => {
  const exclusively = inProcessLock();
  const done: string[] = [];
  const work = (name: string) => async () => {
    done.push(`${name} begins`);
    await Promise.resolve();
    done.push(`${name} ends`);
    if (name === 'a') throw new Error('a failed');
    return name;
  };
  const results = await Promise.allSettled([
    exclusively(['key'], work('a')),
    exclusively(['key'], work('b')),
    exclusively(['key'], work('c')),
  ]);
  expect(done).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
});

it('does what has other keys at the same time', async () => {
  const exclusively = inProcessLock();
  const { promise, resolve } = Promise.withResolvers<void>();
  const waiting = exclusively(['one'], () => promise);
  await exclusively(['two'], async () => resolve());
  await expect(waiting).resolves.toBeUndefined();
});

it('takes several keys in one order, each once', async () => {
  const exclusively = inProcessLock();
  const [one, two] = [lockKey('rule', 'mia', 1), lockKey('rule', 'mia', '1')];
  expect(one).not.toBe(two);
  const results = await Promise.all([
    exclusively([one, two, one], async () => 1),
    exclusively([two, one], async () => 2),
  ]);
  expect(results).toEqual([1, 2]);
});
