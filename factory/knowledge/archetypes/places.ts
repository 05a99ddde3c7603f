import type { ArchetypeInput } from './archetype.ts';

/** What is booked and lent for a time. */
export const placeArchetypes: readonly ArchetypeInput[] = [
  {
    id: 'booking',
    title: 'Booking',
    name: 'booking',
    text: 'Somebody takes a place, a room or a seat for a time. It is requested, confirmed, or cancelled. Fits beside payments, what is booked, or messages to the guest.',
    words: ['booking', 'reservation'],
    areas: ['booking', 'reserving', 'reservation management'],
    verb: 'request',
    actor: 'guest',
    attributes: [
      { name: 'customer', nature: 'text' },
      { name: 'place', nature: 'reference', refers: 'asset', needs: ['asset'] },
      { name: 'start date', nature: 'date' },
      { name: 'end date', nature: 'date' },
      { name: 'total', nature: 'money', needs: ['payment'] },
    ],
    lifecycle: {
      states: [{ name: 'requested' }, { name: 'confirmed' }, { name: 'cancelled', end: true }],
      moves: [
        { verb: 'confirm', from: ['requested'], to: 'confirmed', by: 'reaction' },
        { verb: 'cancel', from: ['requested', 'confirmed'], to: 'cancelled', by: 'reaction' },
      ],
    },
    neighbours: ['payment', 'asset', 'customer', 'invoice', 'notification', 'course', 'review'],
    boundary: 'who has which place at what time is decided in one spot, whoever asks',
  },
  {
    id: 'appointment',
    title: 'Appointment',
    name: 'appointment',
    text: 'Two people meet at a time. It is planned, held, missed or cancelled. Fits beside patients, clients, employees or documents.',
    words: ['appointment', 'meeting', 'consultation', 'session'],
    areas: ['scheduling', 'appointment scheduling'],
    verb: 'plan',
    actor: 'receptionist',
    maintained: true,
    attributes: [
      { name: 'client', nature: 'text' },
      { name: 'host', nature: 'text' },
      { name: 'start time', nature: 'instant' },
      { name: 'end time', nature: 'instant' },
    ],
    lifecycle: {
      states: [
        { name: 'planned' },
        { name: 'held', end: true },
        { name: 'missed', end: true },
        { name: 'cancelled', end: true },
      ],
      moves: [
        { verb: 'hold', from: ['planned'], to: 'held', by: 'caller' },
        { verb: 'mark missed', from: ['planned'], to: 'missed', by: 'caller' },
        { verb: 'cancel', from: ['planned'], to: 'cancelled', by: 'caller' },
      ],
    },
    neighbours: ['customer', 'employee', 'document', 'invoice', 'payment', 'notification'],
    boundary: 'calendars are read and changed all day, apart from what the meetings are about',
  },
  {
    id: 'loan',
    title: 'Loan',
    name: 'loan',
    text: 'Somebody has something of ours until a date. It is open, then returned or lost. Fits beside what is lent and who borrows.',
    words: ['loan', 'lending', 'rental', 'checkout'],
    areas: ['lending', 'borrowing', 'renting', 'circulation'],
    verb: 'open',
    actor: 'librarian',
    attributes: [
      { name: 'borrower', nature: 'text' },
      { name: 'item', nature: 'reference', refers: 'asset', needs: ['asset'] },
      { name: 'item', nature: 'reference', refers: 'catalogue-item', needs: ['catalogue-item'] },
      { name: 'item', nature: 'text' },
      { name: 'due date', nature: 'date' },
    ],
    lifecycle: {
      states: [{ name: 'open' }, { name: 'returned', end: true }, { name: 'lost', end: true }],
      moves: [
        { verb: 'return', from: ['open'], to: 'returned', by: 'caller' },
        { verb: 'mark lost', from: ['open'], to: 'lost', by: 'caller' },
      ],
    },
    neighbours: ['asset', 'customer', 'account', 'payment', 'catalogue-item', 'notification'],
    boundary: 'who has what changes daily, what we own hardly ever',
  },
];
