import type { BehaviourOutline } from '../behaviour-outline.ts';

/** How long something may take, and what becomes of it then. */
export const periodCases: readonly ({ text: string } & BehaviourOutline)[] = [
  {
    text: 'Scopes have a name and an inventory number. Divers can borrow scopes for at most 14 days. Loans that are not returned in time become overdue. A diver may not borrow more than 4 scopes at the same time.',
    things: ['scope(name, inventory number)', 'loan(diver, scope:scope, overdue:flag=)'],
    moves: ['loan: open; return open>returned'],
    rules: ['due loan: overdue 14 days after open', 'limit loan: per diver in open at most 4'],
    unrealised: [],
  },
  {
    text: 'Complaints have a subject and a description. A clerk accepts or rejects a complaint. Complaints that have not been accepted or rejected within 5 days shall be escalated.',
    things: ['complaint(subject, description)'],
    moves: [
      'complaint: open; accept open+escalated>accepted; reject open+escalated>rejected; escalate open>escalated by clock',
    ],
    rules: ['timeout complaint: open>escalated after 5 days'],
    unrealised: [],
  },
  {
    text: 'Items have a description and a place. Owners claim items. Items not claimed within 90 days are donated.',
    things: ['item(description, place)'],
    moves: ['item: open; claim open>claimed; donate open>donated by clock'],
    rules: ['timeout item: open>donated after 90 days'],
    unrealised: [],
  },
  {
    text: 'Petitions have a title, a text and a goal. A petition is closed 30 days after it was started.',
    things: ['petition(title, text, goal)'],
    moves: ['petition: open; close open>closed by clock'],
    rules: ['timeout petition: open>closed after 30 days'],
    unrealised: [],
  },
  {
    text: 'Bikes have a number. Riders rent bikes. A rider can only rent one bike at a time. A rental lasts at most 24 hours. When a rental is not ended within 24 hours it becomes overdue.',
    things: ['bike(number)', 'rental(rider, bike:bike, overdue:flag=)'],
    moves: ['rental: open; return open>returned'],
    rules: ['due rental: overdue 24 hours after open', 'limit rental: per rider in open at most 1'],
    unrealised: [],
  },
  {
    text: 'Polls have a question. A poll closes 7 days after it was opened.',
    things: ['poll(question)'],
    moves: ['poll: open; close open>closed by clock'],
    rules: ['timeout poll: open>closed after 7 days'],
    unrealised: [],
  },
  {
    text: 'Invoices have a number, a customer and an amount. An invoice is open, paid or overdue. Invoices not paid within 30 days become overdue.',
    things: ['invoice(number, customer, amount:money)'],
    moves: ['invoice: open; pay open+overdue>paid; mark overdue open>overdue by clock'],
    rules: ['timeout invoice: open>overdue after 30 days'],
    unrealised: [],
  },
  {
    text: 'Keep zorbles with a glim. Wardens grindle zorbles. If a zorble has not been grindled within 3 hours, it is archived.',
    things: ['zorble(glim)'],
    moves: ['zorble: open; grindle open>grindled; archive open>archived by clock'],
    rules: ['timeout zorble: open>archived after 3 hours'],
    unrealised: [],
  },
  {
    text: 'Keys have a label. Guards borrow keys. A loan must be returned within 8 hours.',
    things: ['key(label)', 'loan(guard, key:key, overdue:flag=)'],
    moves: ['loan: open; return open>returned'],
    rules: ['due loan: overdue 8 hours after open'],
    unrealised: [],
  },
  {
    text: 'Keep permits with a number. A permit is requested, granted or refused. Permits that were not granted or refused within 2 weeks are automatically refused.',
    things: ['permit(number)'],
    moves: [
      'permit: requested; grant requested>granted; refuse requested>refused; time out requested>refused by clock',
    ],
    rules: ['timeout permit: requested>refused after 2 weeks'],
    unrealised: [],
  },
];
