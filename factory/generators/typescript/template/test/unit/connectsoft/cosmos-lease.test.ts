import { expect, it } from 'vitest';

import { CosmosLease } from '#connectsoft/cosmos-lease';

import { openCosmos } from '../../support/collections.ts';

it('is held by one of many and passes on when its owner is gone', async () => {
  const { container } = await openCosmos();
  let now = 1_000_000;
  const [first, second] = [1, 2].map(() => new CosmosLease(container, 'relay', () => new Date(now)));
  expect(await first?.hold()).toBe(true);
  expect(await second?.hold()).toBe(false);
  now += 20_000;
  expect(await first?.hold()).toBe(true);
  now += 20_000;
  expect(await second?.hold()).toBe(false);
  now += 20_000;
  expect(await second?.hold()).toBe(true);
  expect(await first?.hold()).toBe(false);
});
