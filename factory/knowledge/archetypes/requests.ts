import type { ArchetypeInput } from './archetype.ts';

/** What people ask for, say, and decide. */
export const requestArchetypes: readonly ArchetypeInput[] = [
  {
    id: 'ticket',
    title: 'Ticket',
    name: 'ticket',
    text: 'Somebody asks for something to be done: a fault, a wish, a question. It is open, in progress, resolved, closed. Fits beside customers, assets, employees or messages.',
    words: ['ticket', 'issue', 'support request', 'incident', 'case'],
    areas: ['support', 'helpdesk', 'help desk', 'customer support', 'ticketing'],
    verb: 'open',
    actor: 'reporter',
    attributes: [
      { name: 'title', nature: 'text' },
      { name: 'description', nature: 'text' },
      { name: 'reporter', nature: 'text' },
      { name: 'priority', nature: 'choice', choices: ['low', 'normal', 'high'] },
    ],
    lifecycle: {
      states: [
        { name: 'open' },
        { name: 'in progress' },
        { name: 'resolved' },
        { name: 'closed', end: true },
      ],
      moves: [
        { verb: 'begin', from: ['open'], to: 'in progress', by: 'caller' },
        { verb: 'resolve', from: ['in progress'], to: 'resolved', by: 'caller' },
        { verb: 'reopen', from: ['resolved'], to: 'in progress', by: 'caller' },
        { verb: 'close', from: ['resolved'], to: 'closed', by: 'caller' },
      ],
    },
    neighbours: ['customer', 'asset', 'employee', 'notification', 'document'],
    boundary: 'support works through tickets in its own rhythm, whatever they are about',
  },
  {
    id: 'review',
    title: 'Review',
    name: 'review',
    text: 'Somebody says what they think of something, with a rating. It is submitted, then published or rejected. Fits beside a catalogue, orders, bookings or courses.',
    words: ['review', 'rating', 'feedback', 'testimonial'],
    areas: ['reviewing', 'ratings'],
    verb: 'submit',
    actor: 'reviewer',
    attributes: [
      { name: 'item', nature: 'reference', refers: 'catalogue-item' },
      { name: 'reviewer', nature: 'text' },
      { name: 'rating', nature: 'number' },
      { name: 'text', nature: 'text', required: false },
    ],
    lifecycle: {
      states: [{ name: 'submitted' }, { name: 'published' }, { name: 'rejected', end: true }],
      moves: [
        { verb: 'publish', from: ['submitted'], to: 'published', by: 'caller' },
        { verb: 'reject', from: ['submitted', 'published'], to: 'rejected', by: 'caller' },
      ],
    },
    neighbours: ['catalogue-item', 'order', 'booking', 'course', 'customer'],
    boundary: 'opinions are written by anybody and moderated, what they are about is not',
  },
  {
    id: 'vote',
    title: 'Vote',
    name: 'poll',
    text: 'A question that several people answer, once each, while it is open. Fits beside members, meetings or messages.',
    words: ['vote', 'poll', 'ballot', 'survey'],
    areas: ['voting', 'polling'],
    verb: 'open',
    actor: 'organiser',
    attributes: [
      { name: 'question', nature: 'text' },
      { name: 'organiser', nature: 'text' },
      { name: 'end date', nature: 'date' },
    ],
    lifecycle: {
      states: [{ name: 'open' }, { name: 'closed', end: true }],
      moves: [{ verb: 'close', from: ['open'], to: 'closed', by: 'caller' }],
    },
    neighbours: ['customer', 'appointment', 'notification', 'document'],
    boundary: 'votes are counted apart from whoever wants to win them',
  },
];
