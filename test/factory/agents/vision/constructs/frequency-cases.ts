import type { BehaviourOutline } from '../behaviour-outline.ts';

/** How often, and how many at the same time. */
export const frequencyCases: readonly ({ text: string } & BehaviourOutline)[] = [
  {
    text: 'Participants log their steps per day. A participant can log steps only once a day. Steps must be between 1 and 100000.',
    things: ['step(steps:number, participant, occurred at:instant)'],
    moves: [],
    rules: [
      'compare step: steps at-least 1',
      'compare step: steps at-most 100000',
      'limit step: per participant at most 1 within 1 day calendar of occurred at',
    ],
    unrealised: ['per day'],
  },
  {
    text: 'Keep blood donations: donor, blood group (A, B, AB or 0), volume in ml and date. Donors may donate at most 4 times per year and not twice within 8 weeks.',
    things: ['donation(donor, blood group:choice, volume in ml:quantity, date:date)'],
    moves: [],
    rules: [
      'limit donation: per donor at most 4 within 1 year calendar of date',
      'limit donation: per donor at most 1 within 8 weeks rolling of date',
    ],
    unrealised: [],
  },
  {
    text: 'Drivers have a licence number and a phone. Trips have a destination, a driver, a start and an end. A driver must not have two trips at the same time.',
    things: ['driver(licence number, phone)', 'trip(destination, driver:driver, start:instant, end:instant)'],
    moves: [],
    rules: ['compare trip: end greater start', 'no-overlap trip: per driver start to end'],
    unrealised: [],
  },
  {
    text: 'Bikes have a number. Riders rent bikes. A rider can only rent one bike at a time.',
    things: ['bike(number)', 'rental(rider, bike:bike)'],
    moves: ['rental: open; return open>returned'],
    rules: ['limit rental: per rider in open at most 1'],
    unrealised: [],
  },
  {
    text: 'Scopes have a name. Divers borrow scopes. A diver may not borrow more than 4 scopes at the same time.',
    things: ['scope(name)', 'loan(diver, scope:scope)'],
    moves: ['loan: open; return open>returned'],
    rules: ['limit loan: per diver in open at most 4'],
    unrealised: [],
  },
  {
    text: 'Fans vote for songs. A song has a title. A fan must not vote more than once per day.',
    things: ['vote(fan, song:song, occurred at:instant)', 'song(title)'],
    moves: [],
    rules: ['limit vote: per fan at most 1 within 1 day calendar of occurred at'],
    unrealised: [],
  },
  {
    text: 'Zorbles have a glim. Wardens report zorbles. A warden can report a zorble at most twice a week.',
    things: ['zorble(glim, warden, occurred at:instant)'],
    moves: [],
    rules: ['limit zorble: per warden at most 2 within 1 week calendar of occurred at'],
    unrealised: [],
  },
  {
    text: 'Members book courts. A court has a name. A member may book at most 2 courts within 7 days.',
    things: ['booking(member, court:court, occurred at:instant)', 'court(name)'],
    moves: [],
    rules: ['limit booking: per member at most 2 within 7 days rolling of occurred at'],
    unrealised: [],
  },
  {
    text: 'Nurses work shifts. Shifts have a ward, a nurse, a start and an end. A nurse cannot work two shifts at the same time.',
    things: ['shift(ward, nurse, start:instant, end:instant)'],
    moves: [],
    rules: ['compare shift: end greater start', 'no-overlap shift: per nurse start to end'],
    unrealised: ['Nurses work shifts'],
  },
  {
    text: 'Pupils submit essays with a title. A pupil may submit an essay once per month.',
    things: ['essay(title, pupil, occurred at:instant)'],
    moves: [],
    rules: ['limit essay: per pupil at most 1 within 1 month calendar of occurred at'],
    unrealised: [],
  },
  {
    text: 'Guests hold vouchers. Vouchers have a code and a guest. A guest may hold one voucher at a time.',
    things: ['voucher(code, guest)'],
    moves: ['voucher: open; close open>closed'],
    rules: ['limit voucher: per guest in open at most 1'],
    unrealised: ['Guests hold vouchers'],
  },
];
