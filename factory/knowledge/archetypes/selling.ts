import type { ArchetypeInput } from './archetype.ts';

/** Things of selling: what is offered, ordered and about to be ordered. */
export const sellingArchetypes: readonly ArchetypeInput[] = [
  {
    id: 'catalogue-item',
    title: 'Catalogue item',
    name: 'product',
    text: 'Something that is offered: people look for it, it has a price and a stock that orders take from. Fits a catalogue, an assortment or a list of products beside orders or a cart.',
    words: ['catalogue item', 'product', 'article', 'item', 'good', 'offer', 'menu item', 'dish'],
    areas: [
      'menus',
      'catalogue',
      'catalog',
      'assortment',
      'product range',
      'menu',
      'product catalogue',
      'product catalog',
    ],
    verb: 'add',
    actor: 'seller',
    maintained: true,
    attributes: [
      { name: 'title', nature: 'text' },
      { name: 'description', nature: 'text', required: false },
      { name: 'price', nature: 'money', needs: ['order'] },
      { name: 'price', nature: 'money', needs: ['cart'] },
      { name: 'price', nature: 'money', needs: ['payment'] },
      { name: 'stock', nature: 'number', needs: ['order'] },
    ],
    stock: 'stock',
    neighbours: ['order', 'cart', 'inventory', 'review', 'payment'],
    boundary: 'what is offered changes when sellers decide, and is read far more often than anything else',
  },
  {
    id: 'cart',
    title: 'Cart',
    name: 'cart',
    text: 'What a customer is about to order. It holds lines until it is checked out or given up. Fits beside a catalogue and orders.',
    words: ['cart', 'shopping cart', 'basket', 'shopping basket'],
    verb: 'open',
    actor: 'customer',
    maintained: true,
    attributes: [{ name: 'customer', nature: 'text' }],
    parts: [
      {
        name: 'line',
        plural: 'lines',
        attributes: [
          { name: 'item', nature: 'reference', refers: 'catalogue-item' },
          { name: 'quantity', nature: 'number' },
        ],
      },
    ],
    lifecycle: {
      states: [{ name: 'open' }, { name: 'checked out', end: true }, { name: 'abandoned', end: true }],
      moves: [
        { verb: 'check out', from: ['open'], to: 'checked out', by: 'caller' },
        { verb: 'abandon', from: ['open'], to: 'abandoned', by: 'caller' },
      ],
    },
    neighbours: ['catalogue-item', 'order'],
    boundary: 'carts are short-lived and change with every click, orders stay',
  },
];
