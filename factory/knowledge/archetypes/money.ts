import type { ArchetypeInput } from './archetype.ts';

/** What is owed, kept on accounts and paid again and again. */
export const moneyArchetypes: readonly ArchetypeInput[] = [
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
