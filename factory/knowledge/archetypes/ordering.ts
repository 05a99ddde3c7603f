import type { ArchetypeInput } from './archetype.ts';

/** What is ordered. */
export const orderingArchetypes: readonly ArchetypeInput[] = [
  {
    id: 'order',
    title: 'Order',
    name: 'order',
    text: 'Somebody wants amounts of what is offered. It is placed, confirmed when everything is there, paid, shipped, or cancelled. Fits where something is offered and paid or delivered beside it.',
    words: ['order', 'purchase', 'purchase order', 'sales order'],
    areas: [
      'ordering',
      'order management',
      'order processing',
      'order handling',
      'purchasing',
      'checkout',
      'sales',
    ],
    verb: 'place',
    actor: 'customer',
    attributes: [
      { name: 'customer', nature: 'text' },
      { name: 'total', nature: 'money' },
    ],
    parts: [
      {
        name: 'line',
        plural: 'lines',
        attributes: [
          { name: 'item', nature: 'reference', refers: 'catalogue-item' },
          { name: 'quantity', nature: 'number' },
          { name: 'unit price', nature: 'money' },
        ],
      },
    ],
    computed: [
      {
        attribute: 'total',
        statement: 'The total of an order is the sum of quantity times unit price over its lines.',
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
        { name: 'placed' },
        { name: 'confirmed', needs: ['catalogue-item'] },
        { name: 'paid', needs: ['payment'] },
        { name: 'shipped', needs: ['shipment'], end: true },
        { name: 'cancelled', end: true },
      ],
      moves: [
        { verb: 'confirm', from: ['placed'], to: 'confirmed', by: 'reaction', needs: ['catalogue-item'] },
        {
          verb: 'pay',
          from: ['confirmed', 'placed'],
          to: 'paid',
          by: 'reaction',
          first: true,
          needs: ['payment'],
        },
        {
          verb: 'ship',
          from: ['paid', 'confirmed', 'placed'],
          to: 'shipped',
          by: 'reaction',
          first: true,
          needs: ['shipment'],
        },
        { verb: 'cancel', from: ['placed', 'confirmed'], to: 'cancelled', by: 'reaction' },
      ],
    },
    neighbours: ['catalogue-item', 'payment', 'shipment', 'cart', 'invoice', 'inventory'],
    reactions: [
      {
        needs: ['catalogue-item'],
        on: { thing: 'order', happened: ['placed'] },
        does: { kind: 'reserve', thing: 'catalogue-item' },
        because: 'what was ordered must not be sold to somebody else',
      },
      {
        needs: ['catalogue-item'],
        on: { thing: 'catalogue-item', happened: ['reserved'] },
        does: { kind: 'move', thing: 'order', to: 'confirmed' },
        because: 'an order can be kept once everything in it is set aside',
      },
      {
        needs: ['catalogue-item'],
        on: { thing: 'catalogue-item', happened: ['not reserved'] },
        does: { kind: 'move', thing: 'order', to: 'cancelled' },
        because: 'what is not there cannot be sold',
      },
      {
        needs: ['catalogue-item'],
        on: { thing: 'order', happened: ['cancelled'] },
        does: { kind: 'release', thing: 'catalogue-item' },
        because: 'what nobody buys can be sold to somebody else',
      },
    ],
    boundary:
      'an order is a promise to a customer, and its rules change apart from what is offered, paid and sent',
  },
];
