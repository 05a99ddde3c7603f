import type { BehaviourOutline } from '../behaviour-outline.ts';

/** As many as there is room for, where the room is a number that is kept. */
export const capacityCases: readonly ({ text: string } & BehaviourOutline)[] = [
  {
    text: 'Parking: a car park has a name and a number of spaces. Drivers park in a car park; no more cars than there are spaces.',
    things: ['car park(name, number of spaces:number)', 'parking(driver, car park:car park)'],
    moves: [],
    rules: ['limit parking: per car park at most car park.number of spaces'],
    unrealised: [],
  },
  {
    text: 'A course has a title and a number of seats. Learners enrol in courses. Enrolments cannot exceed the number of seats of the course.',
    things: ['course(title, number of seats:number)', 'enrolment(learner, course:course)'],
    moves: [],
    rules: ['limit enrolment: per course at most course.number of seats'],
    unrealised: [],
  },
  {
    text: 'A ferry has a name and a number of decks. Hikers book ferries. No more bookings than the ferry has decks.',
    things: ['ferry(name, number of decks:number)', 'booking(hiker, ferry:ferry)'],
    moves: [],
    rules: ['limit booking: per ferry at most ferry.number of decks'],
    unrealised: [],
  },
  {
    text: 'A kennel has a name and a number of stalls. Owners reserve kennels. There must never be more reservations than stalls.',
    things: ['kennel(name, number of stalls:number)', 'reservation(owner, kennel:kennel)'],
    moves: [],
    rules: ['limit reservation: per kennel at most kennel.number of stalls'],
    unrealised: [],
  },
  {
    text: 'A marina has a name and a number of berths. Skippers rent marinas. A marina cannot have more rentals than berths.',
    things: ['marina(name, number of berths:number)', 'rental(skipper, marina:marina)'],
    moves: [],
    rules: ['limit rental: per marina at most marina.number of berths'],
    unrealised: [],
  },
  {
    text: 'A raft has a name and a number of paddles. Guests book rafts. The number of bookings must not exceed the number of paddles of the raft.',
    things: ['raft(name, number of paddles:number)', 'booking(guest, raft:raft)'],
    moves: [],
    rules: ['limit booking: per raft at most raft.number of paddles'],
    unrealised: [],
  },
  {
    text: 'A raft has a name. Guests book rafts. The number of bookings must not exceed the number of paddles of the raft.',
    things: ['raft(name)', 'booking(guest, raft:raft)'],
    moves: [],
    rules: [],
    unrealised: ['The number of bookings must not exceed the number of paddles of the raft'],
  },
  {
    text: 'A tour has a title and a capacity. Guests book tours. Bookings never exceed the capacity of the tour.',
    things: ['tour(title, capacity:number)', 'booking(guest, tour:tour)'],
    moves: [],
    rules: ['limit booking: per tour at most tour.capacity'],
    unrealised: [],
  },
];
