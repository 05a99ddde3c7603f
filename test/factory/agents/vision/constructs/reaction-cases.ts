import type { BehaviourOutline } from '../behaviour-outline.ts';

/** What follows from what, inside one service, and what is said with a move. */
export const reactionCases: readonly ({ text: string } & BehaviourOutline)[] = [
  {
    text: 'Orders have a number and an amount. Orders are approved by a clerk. As soon as an order is approved, a reminder is sent to the customer.',
    things: ['order(number, amount:money)', 'notification(customer, text, order:order)'],
    moves: [
      'order: open; approve open>approved',
      'notification: waiting; send waiting>sent by reaction; fail waiting>failed by reaction',
    ],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Orders have a number. Payments have an order and an amount. After a payment was received the order is shipped.',
    things: ['order(number)', 'payment(order:order, amount:money)'],
    moves: ['order: added; ship added>shipped by reaction', 'payment: added; receive added>received'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Items have a name and a stock. If the stock falls below 5 a reorder is created.',
    things: ['item(name, stock:number)'],
    moves: [],
    rules: [],
    unrealised: ['If the stock falls below 5 a reorder is created'],
  },
  {
    text: 'Members have a name and an e-mail. Subscriptions have a topic. When a member joins, a subscription is added.',
    things: ['member(name, e-mail)', 'subscription(topic, member:member)'],
    moves: [],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Tickets have a title. Notes have a text. When a ticket is closed, a note is created.',
    things: ['ticket(title)', 'note(text, ticket:ticket)'],
    moves: ['ticket: added; close added>closed'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Loans have a borrower. When a loan is returned, the borrower is notified.',
    things: ['loan(borrower)', 'notification(borrower, text, loan:loan)'],
    moves: [
      'loan: added; return added>returned',
      'notification: waiting; send waiting>sent by reaction; fail waiting>failed by reaction',
    ],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Complaints have a subject. A clerk can reject a complaint with a reason. A rejected complaint must have a reason.',
    things: ['complaint(subject, reason)'],
    moves: ['complaint: open; reject open>rejected'],
    rules: [],
    unrealised: ['A rejected complaint must have a reason'],
  },
  {
    text: 'REQ-1: The system shall store complaints with a subject. REQ-2: The system shall allow a clerk to accept or reject a complaint. REQ-3: A rejected complaint must have a reason.',
    things: ['complaint(subject, reason)'],
    moves: ['complaint: open; accept open>accepted; reject open>rejected'],
    rules: [],
    unrealised: ['A rejected complaint must have a reason'],
  },
  {
    text: 'Gorbs have a name. As soon as a gorb was repaired a reminder is sent to the owner. Keepers repair gorbs.',
    things: ['gorb(name)', 'notification(owner, text, gorb:gorb)'],
    moves: [
      'gorb: open; repair open>repaired',
      'notification: waiting; send waiting>sent by reaction; fail waiting>failed by reaction',
    ],
    rules: [],
    unrealised: [],
  },
];
