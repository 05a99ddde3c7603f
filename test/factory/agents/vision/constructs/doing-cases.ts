import type { BehaviourOutline } from '../behaviour-outline.ts';

/** What people do is kept: with whom, with what, how often, until when. */
export const doingCases: readonly ({ text: string } & BehaviourOutline)[] = [
  {
    text: 'A slot has a title, a pitch, a start and an end time. Slots cannot overlap with other slots on the same pitch.',
    things: ['slot(title, pitch, start:instant, end time:instant)'],
    moves: [],
    rules: ['compare slot: end time greater start', 'no-overlap slot: per pitch start to end time'],
    unrealised: [],
  },
  {
    text: 'Build a meeting room booking service. Employees book rooms by name, start and end time; a room has a capacity between 1 and 50. A booking must not overlap another of the same room.',
    things: [
      'booking(name, start:instant, end time:instant, employee, room:room)',
      'room(name, capacity:number)',
    ],
    moves: [],
    rules: [
      'compare booking: end time greater start',
      'no-overlap booking: per room start to end time',
      'compare room: capacity at-least 1',
      'compare room: capacity at-most 50',
    ],
    unrealised: [],
  },
  {
    text: 'Courts can be booked for a period. Two bookings of the same court must not overlap. A court has a name.',
    things: ['booking(starts at:instant, ends at:instant, court:court)', 'court(name)'],
    moves: [],
    rules: [
      'compare booking: ends at greater starts at',
      'no-overlap booking: per court starts at to ends at',
    ],
    unrealised: [],
  },
  {
    text: 'Helpers sign up for shifts. A shift has a place and at most 8 people. A helper can sign up for a shift only once. Helpers can withdraw until 2 days before the shift starts.',
    things: ['sign-up(helper, shift:shift)', 'shift(place, starts at:instant)'],
    moves: ['sign-up: open; withdraw open>withdrawn'],
    rules: [
      'unique sign-up: helper+shift in open',
      'window sign-up: withdraw until 2 days before shift.starts at',
      'limit sign-up: per shift in open at most 8',
    ],
    unrealised: [],
  },
  {
    text: 'Villagers pledge sacks. A villager may pledge at most three times per month.',
    things: ['pledge(villager, sack, occurred at:instant)'],
    moves: [],
    rules: ['limit pledge: per villager at most 3 within 1 month calendar of occurred at'],
    unrealised: [],
  },
  {
    text: 'Guests review hotels from 1 to 10. A guest may review a hotel only once.',
    things: ['review(value:number, guest, hotel)'],
    moves: [],
    rules: [
      'compare review: value at-least 1',
      'compare review: value at-most 10',
      'unique review: guest+hotel',
    ],
    unrealised: [],
  },
  {
    text: 'Nobody can comment on a closed topic. Users comment on topics. A topic has a title and is open or closed.',
    things: ['comment(text, topic:topic, user)', 'topic(title)'],
    moves: ['topic: open; close open>closed'],
    rules: ['while comment: comment while topic open'],
    unrealised: [],
  },
  {
    text: 'Members vote in contests. A contest has a motto. Nobody can vote after the contest was closed.',
    things: ['vote(member, contest:contest)', 'contest(motto)'],
    moves: ['contest: open; close open>closed'],
    rules: ['while vote: vote while contest open'],
    unrealised: [],
  },
  {
    text: 'Leave requests: a nurse requests leave from a start date to an end date. Only a matron can approve or reject a request.',
    things: ['request(start date:date, end date:date, nurse)'],
    moves: ['request: open; approve open>approved; reject open>rejected'],
    rules: ['permission request: approve+reject for matron'],
    unrealised: [],
  },
  {
    text: 'A toolshed lends drills. Each drill has a make and a tag, which is unique. Neighbours borrow drills.',
    things: ['loan(drill:drill, neighbour)', 'drill(make, tag)'],
    moves: [],
    rules: [],
    unrealised: [],
  },
  {
    text: 'A loan is due 2 weeks after it was made. Readers borrow maps. A map has a title.',
    things: ['loan(reader, map:map, due:flag=)', 'map(title)'],
    moves: ['loan: open; return open>returned'],
    rules: ['due loan: due 2 weeks after open'],
    unrealised: [],
  },
  {
    text: 'Diners reserve a booth for a date and a number of people. Waiters mark a diner as arrived.',
    things: ['reservation(number of people:number, diner, booth, date:date)'],
    moves: ['reservation: open; mark arrived open>arrived'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Parents load credit onto a card and spend it. The balance of a card may not go below -20. Every transaction is listed.',
    things: ['card(parent)'],
    moves: ['card: credits of parent; load in; spend out'],
    rules: ['floor card: -20'],
    unrealised: [],
  },
  {
    text: 'A vault: savers deposit and withdraw tokens; the balance may not go below -500. Swaps are not possible.',
    things: ['account(saver)'],
    moves: ['account: tokens of saver; deposit in; withdraw out'],
    rules: ['floor account: -500'],
    unrealised: ['Swaps are not possible'],
  },
];
