import type { ArchetypeInput } from './archetype.ts';

/** Money that is collected. */
export const paymentArchetypes: readonly ArchetypeInput[] = [
  {
    id: 'payment',
    title: 'Payment',
    name: 'payment',
    text: 'Money is to be collected for something: requested, then received or refused by a provider that keeps card data away from us. Fits beside orders, bookings, invoices or subscriptions.',
    words: ['payment', 'charge'],
    areas: ['payment', 'billing', 'payment processing', 'payment handling'],
    verb: 'request',
    attributes: [
      { name: 'order', nature: 'reference', refers: 'order', needs: ['order'] },
      { name: 'booking', nature: 'reference', refers: 'booking', needs: ['booking'] },
      { name: 'customer', nature: 'text' },
      { name: 'total', nature: 'money' },
    ],
    lifecycle: {
      states: [{ name: 'requested' }, { name: 'received', end: true }, { name: 'refused', end: true }],
      moves: [
        { verb: 'receive', from: ['requested'], to: 'received', by: 'reaction' },
        { verb: 'refuse', from: ['requested'], to: 'refused', by: 'reaction' },
      ],
    },
    externals: [{ name: 'payment provider', purpose: 'collects the money' }],
    neighbours: ['order', 'booking', 'invoice', 'subscription', 'catalogue-item', 'account'],
    reactions: [
      {
        needs: ['order'],
        on: { thing: 'order', happened: ['confirmed', 'placed'] },
        does: { kind: 'start', thing: 'payment' },
        because: 'money is asked for what can be delivered, not before',
      },
      {
        needs: ['booking'],
        on: { thing: 'booking', happened: ['requested'] },
        does: { kind: 'start', thing: 'payment' },
        because: 'a booking is kept for those who pay',
      },
      {
        needs: [],
        on: { thing: 'payment', happened: ['requested'] },
        does: {
          kind: 'ask',
          thing: 'payment',
          system: 'payment provider',
          accepted: 'received',
          refused: 'refused',
        },
        because: 'money is collected by companies that are allowed to',
      },
      {
        needs: ['order'],
        on: { thing: 'payment', happened: ['received'] },
        does: { kind: 'move', thing: 'order', to: 'paid' },
        because: 'what is paid may be delivered',
      },
      {
        needs: ['order'],
        on: { thing: 'payment', happened: ['refused'] },
        does: { kind: 'move', thing: 'order', to: 'cancelled' },
        because: 'what is not paid is not delivered',
      },
      {
        needs: ['booking'],
        on: { thing: 'payment', happened: ['received'] },
        does: { kind: 'move', thing: 'booking', to: 'confirmed' },
        because: 'what is paid is kept',
      },
      {
        needs: ['booking'],
        on: { thing: 'payment', happened: ['refused'] },
        does: { kind: 'move', thing: 'booking', to: 'cancelled' },
        because: 'a place that nobody pays is free again',
      },
    ],
    boundary: 'money has its own rules, auditors and providers, and few people may see it',
  },
];
