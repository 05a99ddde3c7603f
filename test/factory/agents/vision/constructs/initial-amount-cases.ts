import type { BehaviourOutline } from '../behaviour-outline.ts';

/** Accounts that begin with an attribute: what is there first comes in, and goes out by what is done. */
export const initialAmountCases: readonly ({ text: string } & BehaviourOutline)[] = [
  {
    text: 'A voucher has a number and an initial value. Guests spend the value. A voucher can never be overdrawn. The remaining balance expires after 12 months.',
    things: ['voucher(number, guest)'],
    moves: ['voucher: amount with decimals of guest; credit in; spend out'],
    rules: ['floor voucher: 0', 'expiry voucher: 12 months'],
    unrealised: [],
  },
  {
    text: 'A travel card has a serial number and an opening balance in euros. Riders top up and spend the balance. A travel card must not be overdrawn.',
    things: ['travel card(serial number, rider)'],
    moves: ['travel card: euros with decimals of rider; top up in; spend out'],
    rules: ['floor travel card: 0'],
    unrealised: [],
  },
  {
    text: 'Canteen cards have a chip number and an initial credit. Pupils spend the credit. Nobody may overdraw a canteen card.',
    things: ['canteen card(chip number, pupil)'],
    moves: ['canteen card: amount with decimals of pupil; credit in; spend out'],
    rules: ['floor canteen card: 0'],
    unrealised: [],
  },
  {
    text: 'A prepaid meter has a serial number and an initial amount. Tenants withdraw part of the amount; unused credit lapses 2 years after it was loaded.',
    things: ['prepaid meter(serial number, tenant)'],
    moves: ['prepaid meter: amount with decimals of tenant; credit in; withdraw out'],
    rules: ['expiry prepaid meter: 2 years'],
    unrealised: [],
  },
  {
    text: 'A grant has a title and an initial amount. Offices draw down the amount. A grant cannot be overdrawn.',
    things: ['grant(title, office)'],
    moves: ['grant: amount with decimals of office; credit in; draw down out'],
    rules: ['floor grant: 0'],
    unrealised: [],
  },
  {
    text: 'A permit has a holder. A permit cannot be overdrawn.',
    things: ['permit(holder)'],
    moves: [],
    rules: [],
    unrealised: ['A permit cannot be overdrawn'],
  },
];
