import { describe, expect, it } from 'vitest';

import { enteredAt, givenFields, serverFields } from '../../../factory/domain/aggregate.ts';
import { aggregateOf, type Blueprint } from '../../../factory/domain/blueprint.ts';
import { gymBlueprint } from '../fixtures/blueprints/gym.ts';
import { invoicesBlueprint } from '../fixtures/blueprints/invoices.ts';
import { loyaltyBlueprint } from '../fixtures/blueprints/loyalty.ts';

const aggregate = ({ services: [service] }: Blueprint, name: string) => aggregateOf(service!, name);
const names = (fields: readonly { name: string }[]) => fields.map(({ name }) => name);

describe('the fields of a resource', () => {
  it('are only those of the body where the server adds nothing', () => {
    expect(serverFields(aggregate(gymBlueprint, 'Class'))).toEqual([]);
  });

  it('have the state and the time of each entry but the first', () => {
    expect(names(serverFields(aggregate(invoicesBlueprint, 'Invoice')))).toEqual([
      'status',
      'sentAt',
      'paidAt',
      'cancelledAt',
    ]);
    const { lifecycle } = aggregate(invoicesBlueprint, 'Invoice');
    expect(enteredAt(lifecycle!, 'drafted')).toBe('recordedAt');
  });

  it('have the balance of a ledger', () => {
    expect(names(serverFields(aggregate(loyaltyBlueprint, 'Account')))).toEqual(['balance']);
  });

  it('are given in a body unless they are derived', () => {
    expect(names(givenFields(aggregate(invoicesBlueprint, 'Invoice')))).toEqual([
      'number',
      'customer',
      'lines',
    ]);
  });
});
