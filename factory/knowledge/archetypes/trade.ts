import type { ArchetypeInput } from './archetype.ts';

/** Things of selling: what is offered, ordered, paid and sent. */
export const tradeArchetypes: readonly ArchetypeInput[] = [
  {
    id: 'catalogue-item',
    title: 'Catalogue item',
    name: 'product',
    text: 'Something that is offered: people look for it, it has a price and a stock that orders take from. Fits a catalogue, an assortment or a list of products beside orders or a cart.',
    words: ['catalogue item', 'product', 'article', 'item', 'good', 'offer', 'menu item', 'dish'],
    areas: [
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
      { name: 'price', nature: 'money' },
      { name: 'stock', nature: 'number', needs: ['order'] },
    ],
    stock: 'stock',
    neighbours: ['order', 'cart', 'inventory', 'review', 'payment'],
    boundary: 'what is offered changes when sellers decide, and is read far more often than anything else',
  },
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
  {
    id: 'inventory',
    title: 'Inventory',
    name: 'stock item',
    text: 'How much of something is there, and where. Orders take from it. Fits beside orders or a catalogue where the stock is a part of the product by itself.',
    words: ['stock item', 'stock', 'inventory item'],
    areas: ['inventory', 'stock', 'warehouse', 'stock keeping', 'warehousing', 'inventory management'],
    verb: 'add',
    actor: 'warehouse clerk',
    maintained: true,
    attributes: [
      { name: 'item', nature: 'text', unique: true },
      { name: 'location', nature: 'text' },
      { name: 'stock', nature: 'number' },
    ],
    stock: 'stock',
    neighbours: ['catalogue-item', 'order', 'shipment'],
    boundary:
      'amounts change with every movement of goods, and goods are counted by other people than sell them',
  },
  {
    id: 'shipment',
    title: 'Shipment',
    name: 'shipment',
    text: 'Something is brought to somebody: prepared, then taken by a carrier. Fits beside orders.',
    words: ['shipment', 'delivery', 'parcel', 'dispatch', 'consignment'],
    areas: ['shipping', 'delivering', 'fulfilment', 'fulfillment', 'logistics', 'delivery'],
    verb: 'prepare',
    attributes: [
      { name: 'order', nature: 'reference', refers: 'order' },
      { name: 'customer', nature: 'text' },
    ],
    lifecycle: {
      states: [{ name: 'prepared' }, { name: 'dispatched', end: true }, { name: 'refused', end: true }],
      moves: [
        { verb: 'dispatch', from: ['prepared'], to: 'dispatched', by: 'reaction' },
        { verb: 'refuse', from: ['prepared'], to: 'refused', by: 'reaction' },
      ],
    },
    externals: [{ name: 'carrier', purpose: 'takes parcels to customers' }],
    neighbours: ['order', 'inventory'],
    reactions: [
      {
        needs: ['order'],
        on: { thing: 'order', happened: ['paid', 'confirmed', 'placed'] },
        does: { kind: 'start', thing: 'shipment' },
        because: 'what is settled can be sent',
      },
      {
        needs: [],
        on: { thing: 'shipment', happened: ['prepared'] },
        does: {
          kind: 'ask',
          thing: 'shipment',
          system: 'carrier',
          accepted: 'dispatched',
          refused: 'refused',
        },
        because: 'parcels are taken by companies that have systems of their own',
      },
      {
        needs: ['order'],
        on: { thing: 'shipment', happened: ['dispatched'] },
        does: { kind: 'move', thing: 'order', to: 'shipped' },
        because: 'the customer looks at the order, not at the parcel',
      },
    ],
    boundary: 'sending depends on carriers, who fail and change apart from the shop',
  },
];
