import type { ArchetypeInput } from './archetype.ts';

/** Things of money: what is owed, paid, and kept on accounts. */
export const moneyArchetypes: readonly ArchetypeInput[] = [
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
  {
    id: 'invoice',
    title: 'Invoice',
    name: 'invoice',
    text: 'What somebody owes, line by line. It is drafted, sent, paid or cancelled, and never changes after it was sent. Fits beside orders, customers, payments or subscriptions.',
    words: ['invoice', 'bill'],
    areas: ['invoicing', 'accounts receivable'],
    verb: 'draft',
    actor: 'accountant',
    attributes: [
      { name: 'customer', nature: 'text' },
      { name: 'total', nature: 'money' },
    ],
    parts: [
      {
        name: 'line',
        plural: 'lines',
        attributes: [
          { name: 'description', nature: 'text' },
          { name: 'quantity', nature: 'number' },
          { name: 'unit price', nature: 'money' },
        ],
      },
    ],
    computed: [
      {
        attribute: 'total',
        statement: 'The total of an invoice is the sum of quantity times unit price over its lines.',
        formula: {
          op: 'sum',
          parts: 'lines',
          of: {
            op: 'multiply',
            left: { op: 'attribute', name: 'quantity' },
            right: { op: 'attribute', name: 'unit price' },
          },
        },
      },
    ],
    lifecycle: {
      states: [
        { name: 'drafted' },
        { name: 'sent' },
        { name: 'paid', end: true },
        { name: 'cancelled', end: true },
      ],
      moves: [
        { verb: 'send', from: ['drafted'], to: 'sent', by: 'caller' },
        { verb: 'pay', from: ['sent'], to: 'paid', by: 'caller' },
        { verb: 'cancel', from: ['drafted', 'sent'], to: 'cancelled', by: 'caller' },
      ],
    },
    neighbours: ['order', 'payment', 'subscription', 'employee', 'booking', 'customer'],
    boundary: 'invoices follow the law and the accountants, not the product',
  },
  {
    id: 'account',
    title: 'Account',
    name: 'account',
    text: 'A balance that moves by postings in and out and belongs to somebody. Fits where points, money or credit are earned, spent, paid in or out.',
    words: ['account', 'wallet', 'ledger'],
    areas: ['accounting', 'banking', 'loyalty'],
    verb: 'open',
    actor: 'account keeper',
    maintained: true,
    attributes: [
      { name: 'owner', nature: 'text', unique: true },
      { name: 'currency', nature: 'text' },
    ],
    lifecycle: {
      states: [{ name: 'open' }, { name: 'closed', end: true }],
      moves: [{ verb: 'close', from: ['open'], to: 'closed', by: 'caller' }],
    },
    neighbours: ['payment', 'customer', 'loan', 'invoice'],
    boundary: 'a balance must be right at every moment, and is changed through one door only',
  },
  {
    id: 'subscription',
    title: 'Subscription',
    name: 'subscription',
    text: 'Somebody gets something again and again for a price per period. It is active, paused or ended. Fits beside customers, payments or invoices.',
    words: ['subscription', 'membership'],
    areas: ['subscribing'],
    verb: 'start',
    actor: 'subscriber',
    attributes: [
      { name: 'subscriber', nature: 'text' },
      { name: 'plan', nature: 'text' },
      { name: 'price', nature: 'money' },
      { name: 'start date', nature: 'date' },
    ],
    lifecycle: {
      states: [{ name: 'active' }, { name: 'paused' }, { name: 'ended', end: true }],
      moves: [
        { verb: 'pause', from: ['active'], to: 'paused', by: 'caller' },
        { verb: 'resume', from: ['paused'], to: 'active', by: 'caller' },
        { verb: 'end', from: ['active', 'paused'], to: 'ended', by: 'caller' },
      ],
    },
    neighbours: ['payment', 'invoice', 'customer', 'notification'],
    boundary: 'periods and renewals run by the calendar, apart from what is subscribed to',
  },
];
