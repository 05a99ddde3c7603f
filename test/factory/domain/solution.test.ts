import { describe, expect, it } from 'vitest';

import { isSolution, platformName, subscriptionsOf } from '../../../factory/domain/solution.ts';
import { bookshopBlueprint } from '../fixtures/blueprints/bookshop.ts';
import { gymBlueprint } from '../fixtures/blueprints/gym.ts';

const service = (name: string) => bookshopBlueprint.services.find((each) => each.name === name)!;

describe('a solution', () => {
  it('has several services', () => {
    expect(isSolution(gymBlueprint)).toBe(false);
    expect(isSolution(bookshopBlueprint)).toBe(true);
  });

  it('subscribes each service once to every other that it listens to, and never to itself', () => {
    expect(subscriptionsOf(service('orders'))).toEqual([
      { topic: 'catalogue-events', subscription: 'orders' },
      { topic: 'payments-events', subscription: 'orders' },
      { topic: 'shipping-events', subscription: 'orders' },
    ]);
    expect(subscriptionsOf(service('payments'))).toEqual([
      { topic: 'orders-events', subscription: 'payments' },
    ]);
  });

  it('names the repository of what the services share', () => {
    expect(platformName({ title: 'Online bookshop' })).toBe('online-bookshop-platform');
  });
});
