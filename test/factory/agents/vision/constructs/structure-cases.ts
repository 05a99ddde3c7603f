import type { BehaviourOutline } from '../behaviour-outline.ts';

/** What is known of things, in sentences of their own, in lists inside lists, in one clause with what is done. */
export const structureCases: readonly ({ text: string } & BehaviourOutline)[] = [
  {
    text: 'Travellers file claims with positions; each position has an amount and a reason. The total is the sum of the amounts. A claim is drafted, submitted, paid or refused. A submitted claim cannot be changed.',
    things: ['claim(total:money=, [position: amount:money, reason])'],
    moves: ['claim: drafted; submit drafted>submitted; pay submitted>paid; refuse drafted+submitted>refused'],
    rules: ['computed claim: total = sum(position: amount)', 'frozen claim: submitted+paid+refused'],
    unrealised: [],
  },
  {
    text: 'Employees submit travel plans with a goal. A plan can be approved by a boss.',
    things: ['travel plan(goal)'],
    moves: ['travel plan: open; approve open>approved'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Patients open cases with a title and an urgency of low, normal or high. A closed case cannot be changed.',
    things: ['case(title, urgency:choice)'],
    moves: ['case: open; close open>closed'],
    rules: ['frozen case: closed'],
    unrealised: [],
  },
  {
    text: 'Volunteers register animals with a name and a kind of cat, dog or bird. Animals can be adopted only once.',
    things: ['animal(name, animal kind:choice)'],
    moves: ['animal: open; adopt open>adopted'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'A potion has a title, herbs with a name and a weight, and tips.',
    things: ['potion(title, [herb: name, weight:quantity], [tip: name])'],
    moves: [],
    rules: [],
    unrealised: [],
  },
  {
    text: 'A coat rack: each guest gets a peg, which no other guest has at the same time. A guest is present or gone.',
    things: ['guest(peg)'],
    moves: ['guest: present; mark gone present>gone'],
    rules: ['unique guest: peg in present'],
    unrealised: [],
  },
  {
    text: 'The field notes service records observations: observer, species, day and count. The count is at least 1 and at most 500. There is one entry per observer, species and day.',
    things: ['observation(observer, species, day:date, count:number)'],
    moves: [],
    rules: [
      'compare observation: count at-least 1',
      'compare observation: count at-most 500',
      'unique observation: observer+species+day',
    ],
    unrealised: [],
  },
  {
    text: 'Track the humidity of cellars: every measurement has a probe, a value and a time.',
    things: ['measurement(probe, value:quantity, time:instant)'],
    moves: [],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Sellers offer crates with a start price. Bidders place bids. A bid must be higher than the start price.',
    things: ['crate(start price:money)', 'bid(value:money)'],
    moves: [],
    rules: [],
    unrealised: ['A bid must be higher than the start price'],
  },
  {
    text: 'We hire out tents. A tent has a name and a daily price. A hire has a tent, a start date and an end date. The price of a hire is the daily price times 2.',
    things: ['hire(tent:tent, start date:date, end date:date)', 'tent(name, daily price:money)'],
    moves: [],
    rules: [],
    unrealised: ['The price of a hire is the daily price times 2'],
  },
  {
    text: 'Save the notes of gatherings with a date, the attendees and the outcomes; notes are drafted and then published.',
    things: ['note(date:date, gathering, [attendee: name], [outcome: name])'],
    moves: ['note: drafted; publish drafted>published'],
    rules: [],
    unrealised: [],
  },
];
