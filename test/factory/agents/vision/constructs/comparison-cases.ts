import type { BehaviourOutline } from '../behaviour-outline.ts';

/** What values may be, by themselves and beside others. */
export const comparisonCases: readonly ({ text: string } & BehaviourOutline)[] = [
  {
    text: 'Matches have a home team, an away team and a date. Home team and away team must be different.',
    things: ['match(home team, away team, date:date)'],
    moves: [],
    rules: ['compare match: home team different away team'],
    unrealised: [],
  },
  {
    text: 'Projects have a name and a deadline. Tasks have a title, a project and a due date. The due date of a task must not be after the deadline of its project.',
    things: ['project(name, deadline:date)', 'task(title, project:project, due date:date)'],
    moves: [],
    rules: ['compare task: due date at-most project.deadline'],
    unrealised: [],
  },
  {
    text: 'Items have a name and a start price. Bids have a bidder, an item and an amount. A bid must be higher than the start price of the item.',
    things: ['item(name, start price:money)', 'bid(bidder, item:item, amount:money)'],
    moves: [],
    rules: ['compare bid: amount greater item.start price'],
    unrealised: [],
  },
  {
    text: 'Teams have a name. Matches have a home team, an away team and a date. The home team must differ from the away team.',
    things: ['team(name)', 'match(home team, away team, date:date)'],
    moves: [],
    rules: ['compare match: home team different away team'],
    unrealised: [],
  },
  {
    text: 'Claims have a policy number, a date of damage and an amount. The date of damage cannot be in the future.',
    things: ['claim(policy number, date of damage:date, amount:money)'],
    moves: [],
    rules: ['compare claim: date of damage at-most today on add'],
    unrealised: [],
  },
  {
    text: 'Invoices have a number, a customer and an amount. The amount must exceed 0 and must not exceed 9000.',
    things: ['invoice(number, customer, amount:money)'],
    moves: [],
    rules: ['compare invoice: amount greater 0', 'compare invoice: amount at-most 9000'],
    unrealised: [],
  },
  {
    text: "Zorbles have a glim, a brank and a weight. Framps have a zorble and a load. The load of a framp may not exceed its zorble's weight.",
    things: ['zorble(glim, brank, weight:quantity)', 'framp(zorble:zorble, load:quantity)'],
    moves: [],
    rules: ['compare framp: load at-most zorble.weight'],
    unrealised: [],
  },
  {
    text: 'Flights have a code and a departure date. Tickets have a flight, a price and a booking date. The booking date of a ticket is never later than the departure date of the flight.',
    things: ['flight(code, departure date:date)', 'ticket(flight:flight, price:money, booking date:date)'],
    moves: [],
    rules: ['compare ticket: booking date at-most flight.departure date'],
    unrealised: [],
  },
  {
    text: 'Invoices have a number and an amount. The amount must exceed 0, but must not be higher than 9000.',
    things: ['invoice(number, amount:money)'],
    moves: [],
    rules: ['compare invoice: amount greater 0', 'compare invoice: amount at-most 9000'],
    unrealised: [],
  },
  {
    text: 'Loans have a sum and a rate. The rate must be at least 1 and may not exceed 12.',
    things: ['loan(sum, rate:number)'],
    moves: [],
    rules: ['compare loan: rate at-least 1', 'compare loan: rate at-most 12'],
    unrealised: [],
  },
  {
    text: 'Tickets have a price. The price must not be lower than 0 and the price must not exceed 100 euros.',
    things: ['ticket(price:money)'],
    moves: [],
    rules: ['compare ticket: price at-most 100', 'compare ticket: price at-least 0'],
    unrealised: [],
  },
];
