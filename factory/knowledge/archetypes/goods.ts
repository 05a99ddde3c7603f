import type { ArchetypeInput } from './archetype.ts';

/** Goods: how much is there, what we own, and how it comes to people. */
export const goodsArchetypes: readonly ArchetypeInput[] = [
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
  {
    id: 'asset',
    title: 'Asset',
    name: 'asset',
    text: 'Something we own and keep track of: a vehicle, a room, a machine. It is in use, in repair, or retired. Fits beside loans, bookings, employees or tickets.',
    words: ['asset', 'vehicle', 'car', 'room', 'machine', 'device'],
    areas: ['fleet', 'asset management', 'equipment', 'fleet management'],
    verb: 'register',
    actor: 'keeper',
    maintained: true,
    attributes: [
      { name: 'name', nature: 'text', unique: true },
      { name: 'location', nature: 'text', required: false },
    ],
    lifecycle: {
      states: [{ name: 'in use' }, { name: 'in repair' }, { name: 'retired', end: true }],
      moves: [
        { verb: 'repair', from: ['in use'], to: 'in repair', by: 'caller' },
        { verb: 'put back', from: ['in repair'], to: 'in use', by: 'caller' },
        { verb: 'retire', from: ['in use', 'in repair'], to: 'retired', by: 'caller' },
      ],
    },
    neighbours: ['loan', 'booking', 'employee', 'ticket', 'invoice'],
    boundary: 'what we own outlives everything that is done with it',
  },
];
