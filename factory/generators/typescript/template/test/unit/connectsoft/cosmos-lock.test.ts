import { expect, it } from 'vitest';

import { cosmosLock } from '#connectsoft/cosmos-lock';

import { openCosmos } from '../../support/collections.ts';

const order = () => {
  const log: string[] = [];
  const work = (name: string) => async () => {
    log.push(`${name} begins`);
    await Promise.resolve();
    log.push(`${name} ends`);
    return name;
  };
  return { log, work };
};

it('lets work of two processes under one key wait for each other', async () => {
  const { container } = await openCosmos();
  const { log, work } = order();
  const [first, second] = [cosmosLock(container), cosmosLock(container)];
  const results = await Promise.all([first(['a', 'b'], work('one')), second(['b', 'a'], work('two'))]);
  expect(results).toEqual(['one', 'two']);
  const [begun = ''] = log;
  const winner = begun.slice(0, 3);
  const other = winner === 'one' ? 'two' : 'one';
  expect(log).toEqual([`${winner} begins`, `${winner} ends`, `${other} begins`, `${other} ends`]);
});

it('is given back when work fails', async () => {
  const { container } = await openCosmos();
  const { work } = order();
  const lock = cosmosLock(container);
  const failed = lock(['a'], async () => {
    throw new Error('broken');
  });
  await expect(failed).rejects.toThrow('broken');
  expect(await lock(['a'], work('next'))).toBe('next');
});

it('is taken from an owner that is gone, who then takes nothing from the next one', async () => {
  const { container, items } = await openCosmos();
  const { work } = order();
  const [gone, next] = [cosmosLock(container), cosmosLock(container)];
  items.now -= 120;
  const { promise, resolve } = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const late = gone(['a'], () => {
    begun.resolve();
    return promise;
  });
  await begun.promise;
  items.now += 120;
  const held = await next(['a'], async () => {
    resolve();
    await late;
    return items.all().filter(({ partitionKey }) => partitionKey.startsWith('lock:')).length;
  });
  expect(held).toBe(1);
  expect(await next(['a'], work('after'))).toBe('after');
});
