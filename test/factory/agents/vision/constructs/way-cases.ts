import type { BehaviourOutline } from '../behaviour-outline.ts';

/** Which verbs lead a thing on and which are kept as records, and where a thing begins. */
export const wayCases: readonly ({ text: string } & BehaviourOutline)[] = [
  {
    text: 'Petitions have a title and a goal. People sign petitions. Everyone can sign a petition only once.',
    things: ['petition(title, goal)', 'signing(person, petition:petition)'],
    moves: [],
    rules: ['unique signing: person+petition'],
    unrealised: [],
  },
  {
    text: 'A petition platform: anyone may start a petition with a title, a text and a goal. People sign petitions. Everyone can sign a petition only once. A petition is closed 30 days after it was started. Closed petitions cannot be signed.',
    things: ['petition(title, text, goal)', 'signing(person, petition:petition)'],
    moves: ['petition: open; close open>closed by clock'],
    rules: [
      'timeout petition: open>closed after 30 days',
      'unique signing: person+petition',
      'while signing: sign while petition open',
    ],
    unrealised: [],
  },
  {
    text: 'Kindergarten: children have a name and a date of birth. Places have a number. A place can be offered; an offer expires after 10 days. Parents accept or decline the offer.',
    things: ['child(name, date of birth:date)', 'place(number)'],
    moves: [
      'place: open; offer open>offered; expire offered>expired by clock; accept offered>accepted; decline offered>declined',
    ],
    rules: ['timeout place: offered>expired after 10 days'],
    unrealised: [],
  },
  {
    text: 'Shift swap: shifts have a date. An employee offers a shift; another employee takes it; a manager confirms or refuses the swap.',
    things: ['shift(date:date)'],
    moves: ['shift: open; take open>taken; confirm taken>confirmed; refuse taken>refused'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Items have a description, a place and a date found. Owners claim items. A claimed item is handed over or the claim is rejected.',
    things: ['item(description, place, date found:date)'],
    moves: ['item: open; claim open>claimed; hand over claimed>handed over; reject claimed>rejected'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Polls have a question. Users vote. A user may vote only once per poll.',
    things: ['poll(question)', 'vote(user, poll:poll)'],
    moves: [],
    rules: ['unique vote: user+poll'],
    unrealised: [],
  },
  {
    text: 'A car park has a name and a number of spaces. Drivers park in a car park. A parking ends when the driver leaves.',
    things: ['car park(name, number of spaces:number)', 'parking(driver, car park:car park)'],
    moves: ['parking: open; end open>ended'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Kites have a name. A kite starts as new. A kite can be tested, sold or scrapped.',
    things: ['kite(name)'],
    moves: ['kite: new; test new>tested; sell new>sold; scrap new>scrapped'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Gorbs have a name. A gorb is created as planned. Gorbs can be built or dropped.',
    things: ['gorb(name)'],
    moves: ['gorb: planned; build planned>built; drop planned>dropped'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Customers file claims with a policy number and an amount; claims are assessed, approved, rejected or paid out.',
    things: ['claim(policy number, amount:money)'],
    moves: [
      'claim: filed; assess filed>assessed; approve assessed>approved; pay out approved>paid out; reject assessed>rejected',
    ],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Samples have a code. Samples are approved and the date is recorded.',
    things: ['sample(code)'],
    moves: ['sample: open; approve open>approved'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Auction: bidders place bids on lots. A lot has a title. Bids have an amount.',
    things: ['bid(amount:money, lot:lot)', 'lot(title)'],
    moves: [],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Gifts have a name. Donors donate gifts.',
    things: ['gift(name)', 'donation(donor, gift:gift)'],
    moves: [],
    rules: [],
    unrealised: [],
  },
  {
    text: 'A sealed plinth can be reopened by a warden. A plinth has a name. A plinth is registered as planned. A warden seals a plinth.',
    things: ['plinth(name)'],
    moves: ['plinth: planned; seal planned>sealed; reopen sealed>planned'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Shift swap: shifts have a date. An employee offers a shift; another employee takes it; a manager confirms or refuses the swap. A shift that was taken can not be withdrawn any more.',
    things: ['shift(date:date)'],
    moves: [
      'shift: open; take open>taken; confirm taken>confirmed; refuse taken>refused; withdraw open>withdrawn',
    ],
    rules: [],
    unrealised: [],
  },
];
