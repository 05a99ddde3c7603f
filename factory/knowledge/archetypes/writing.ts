import type { ArchetypeInput } from './archetype.ts';

/** What is written and sent. */
export const writingArchetypes: readonly ArchetypeInput[] = [
  {
    id: 'notification',
    title: 'Notification',
    name: 'notification',
    text: 'A message to somebody about what happened. It waits, and a mail system sends it or refuses it. Fits beside whatever people want to hear of.',
    words: ['notification', 'message', 'alert', 'reminder'],
    areas: ['messaging', 'notifying', 'mailing'],
    verb: 'queue',
    attributes: [
      { name: 'order', nature: 'reference', refers: 'order', needs: ['order'] },
      { name: 'booking', nature: 'reference', refers: 'booking', needs: ['booking'] },
      { name: 'recipient', nature: 'text', required: false },
      { name: 'text', nature: 'text', required: false },
    ],
    lifecycle: {
      states: [{ name: 'waiting' }, { name: 'sent', end: true }, { name: 'failed', end: true }],
      moves: [
        { verb: 'send', from: ['waiting'], to: 'sent', by: 'reaction' },
        { verb: 'fail', from: ['waiting'], to: 'failed', by: 'reaction' },
      ],
    },
    externals: [{ name: 'mail system', purpose: 'sends messages to people' }],
    neighbours: [
      'order',
      'booking',
      'ticket',
      'shipment',
      'payment',
      'appointment',
      'loan',
      'subscription',
      'vote',
    ],
    reactions: [
      {
        needs: ['order'],
        on: { thing: 'order', happened: ['shipped', 'paid', 'confirmed', 'placed'] },
        does: { kind: 'start', thing: 'notification' },
        because: 'customers want to hear what became of their order',
      },
      {
        needs: ['booking'],
        on: { thing: 'booking', happened: ['confirmed', 'requested'] },
        does: { kind: 'start', thing: 'notification' },
        because: 'guests want to hear that their place is theirs',
      },
      {
        needs: [],
        on: { thing: 'notification', happened: ['waiting'] },
        does: {
          kind: 'ask',
          thing: 'notification',
          system: 'mail system',
          accepted: 'sent',
          refused: 'failed',
        },
        because: 'messages are sent by systems that have the addresses and the reputation',
      },
    ],
    boundary: 'sending is slow and fails, and nothing else may wait for it',
  },
  {
    id: 'document',
    title: 'Document',
    name: 'document',
    text: 'Something written that is worked on and then stands: drafted, reviewed, approved, archived. Fits beside employees, appointments, tickets or customers.',
    words: ['document', 'contract', 'file', 'report'],
    areas: ['document management', 'archive'],
    verb: 'draft',
    actor: 'author',
    maintained: true,
    attributes: [
      { name: 'title', nature: 'text' },
      { name: 'author', nature: 'text' },
      { name: 'content', nature: 'text' },
    ],
    lifecycle: {
      states: [
        { name: 'drafted' },
        { name: 'reviewed' },
        { name: 'approved' },
        { name: 'archived', end: true },
      ],
      moves: [
        { verb: 'review', from: ['drafted'], to: 'reviewed', by: 'caller' },
        { verb: 'approve', from: ['reviewed'], to: 'approved', by: 'caller' },
        { verb: 'archive', from: ['approved'], to: 'archived', by: 'caller' },
      ],
    },
    neighbours: ['employee', 'appointment', 'ticket', 'customer', 'course'],
    boundary: 'documents are kept for years and by rules of their own',
  },
];
