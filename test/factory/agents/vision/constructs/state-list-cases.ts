import type { BehaviourOutline } from '../behaviour-outline.ts';

/** States, and what leads from one to another, in the words people use for them. */
export const stateListCases: readonly ({ text: string } & BehaviourOutline)[] = [
  {
    text: 'A flask is registered, picked up, in transit, delivered or returned. A flask has a label.',
    things: ['flask(label)'],
    moves: [
      'flask: registered; pick up registered>picked up; mark in transit picked up>in transit; deliver in transit>delivered; return registered+picked up+in transit>returned',
    ],
    rules: [],
    unrealised: [],
  },
  {
    text: 'A sketch is a draft or published. A sketch has a title.',
    things: ['sketch(title)'],
    moves: ['sketch: draft; publish draft>published'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Boats are free, booked or under repair. A boat has a name.',
    things: ['boat(name)'],
    moves: [
      'boat: free; book free>booked; mark under repair free>under repair; make free booked+under repair>free',
    ],
    rules: [],
    unrealised: [],
  },
  {
    text: 'A flumb is in the drawer or lent out. A flumb has a colour.',
    things: ['flumb(colour)'],
    moves: ['flumb: in the drawer; lend out in the drawer>lent out; return lent out>in the drawer'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'A membership is active, suspended or ended. A suspended membership can be reactivated. An ended membership cannot be reactivated.',
    things: ['membership(name, description)'],
    moves: [
      'membership: active; suspend active>suspended; reactivate suspended>active; end active+suspended>ended',
    ],
    rules: [],
    unrealised: [],
  },
  {
    text: 'A membrane is active, paused or cancelled. A paused membrane can be resumed. A cancelled membrane cannot be resumed.',
    things: ['membrane(name, description)'],
    moves: ['membrane: active; pause active>paused; resume paused>active; cancel active+paused>cancelled'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'A queue for a town hall: visitors draw a slip; clerks call a slip; a slip is waiting, called, served or missed. Who is called three times is missed.',
    things: ['slip(name, description)'],
    moves: ['slip: waiting; call waiting>called; serve called>served; miss waiting+called>missed'],
    rules: [],
    unrealised: ['Who is called three times is missed'],
  },
  {
    text: 'As a gardener, I want to report a leak with a place. As a plumber, I want to mark a leak as repaired.',
    things: ['leak(place)'],
    moves: ['leak: open; mark repaired open>repaired'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'A permit can be renewed once. A permit has a holder.',
    things: ['permit(holder)'],
    moves: ['permit: open; renew open>renewed'],
    rules: [],
    unrealised: [],
  },
  {
    text: 'Coupons have a code and an expiry date. A coupon can be redeemed only once. An expired coupon cannot be redeemed.',
    things: ['coupon(code, expiry date:date)'],
    moves: ['coupon: open; redeem open>redeemed'],
    rules: ['window coupon: redeem until expiry date'],
    unrealised: [],
  },
  {
    text: 'An offer is open for 14 days and then withdrawn. An offer has a text. Deliveries are not supported.',
    things: ['offer(text)'],
    moves: ['offer: open; withdraw open>withdrawn by clock'],
    rules: ['timeout offer: open>withdrawn after 14 days'],
    unrealised: ['Deliveries are not supported'],
  },
  {
    text: 'Students write essays with a title and a text. An essay is a draft or handed in. Only a teacher can grade or return.',
    things: ['essay(title, text)'],
    moves: ['essay: draft; hand in draft>handed in; grade handed in>graded; return graded>returned'],
    rules: ['permission essay: grade+return for teacher'],
    unrealised: [],
  },
  {
    text: 'Track frobs. A frob has a quip. Wardens snabble a frob; a snabbled frob cannot be changed.',
    things: ['frob(quip)'],
    moves: ['frob: open; snabble open>snabbled'],
    rules: ['frozen frob: snabbled'],
    unrealised: [],
  },
  {
    text: 'Visits are arranged with a doctor at a time. A visit can be rescheduled until 6 hours before.',
    things: ['visit(doctor, time:instant)'],
    moves: [],
    rules: ['window visit: change until 6 hours before time'],
    unrealised: [],
  },
];
