import { expect, test } from 'vitest';

import { readExternal, readInterface } from '../../../../../factory/agents/vision/reading/externals.ts';
import { readReaction } from '../../../../../factory/agents/vision/reading/reactions.ts';

const outline = (sentence: string): string | undefined => {
  const found = readReaction(sentence);
  if (!found) return undefined;
  const effects = found.effects.map(
    ({ thing, state, fresh, owned }) => `${owned ? 'its ' : fresh ? 'a ' : ''}${thing} ${state}`,
  );
  return `${found.on.thing} ${found.on.state} > ${effects.join(', ')}`;
};

test.each([
  ['When an order is placed, the stock is reserved.', 'order placed > stock reserved'],
  ['Once a payment has been received, the order is paid', 'payment received > order paid'],
  ['As soon as a zorble is flimbered, a frob is opened', 'zorble flimbered > a frob opened'],
  [
    'When an order is cancelled, the stock is released and the payment is refunded',
    'order cancelled > stock released, payment refunded',
  ],
  ['The order is cancelled when the payment is refused.', 'payment refused > order cancelled'],
  ['When a customer places an order, the stock is reserved', 'order placed > stock reserved'],
  ['When a payment fails, the order is cancelled', 'payment failed > order cancelled'],
  ['When an order is paid, it is archived', 'order paid > order archived'],
  ['When a task is finished, its successor is started', 'task finished > its successor started'],
])('%s', (sentence, expected) => {
  expect(outline(sentence)).toBe(expected);
});

test.each([
  'When a member has three bookings, no more are accepted',
  'When it is paid, the order is shipped',
  'If the weight is over 20 kg, a surcharge of 5 is added',
  'A booking can be cancelled until two hours before the class',
  'points expire 12 months after they are earned',
  'An invoice is overdue 30 days after sending',
  'A rate cannot change after it was published',
  'Samples are kept',
])('%s: is no reaction', (sentence) => {
  expect(readReaction(sentence)).toBeUndefined();
});

test.each([
  ['Payments go through a payment provider.', { thing: 'payments', system: 'payment provider' }],
  ['Parcels are delivered by an external carrier', { thing: 'parcels', system: 'carrier' }],
  ['Zorbles are processed by a third-party glimp', { thing: 'zorbles', system: 'glimp' }],
  ['Orders are processed by a clerk', undefined],
  ['Invoices go through several states', undefined],
  ['Samples go through the laboratory', undefined],
  ['Documents go through a review', undefined],
  ['Payments go through Stripe', { thing: 'payments', system: 'stripe' }],
])('%s', (sentence, expected) => {
  expect(readExternal(sentence)).toEqual(expected);
});

test.each([
  [
    'An exchange-rate service with a gRPC interface for the other services: rates per currency pair',
    {
      words: 'with a gRPC interface for the other services',
      rest: 'An exchange-rate service: rates per currency pair',
    },
  ],
  ['Other services call it over gRPC.', { words: 'Other services call it over gRPC', rest: '' }],
  ['Log zorbles and offer a gRPC API', { words: 'and offer a gRPC API', rest: 'Log zorbles' }],
  [
    'Log zorbles with streaming between the services',
    { words: 'with streaming between the services', rest: 'Log zorbles' },
  ],
  ['Log zorbles', undefined],
])('%s', (sentence, expected) => {
  expect(readInterface(sentence)).toEqual(expected);
});
