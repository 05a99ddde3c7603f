import { blueprintSchema, type Blueprint } from '../../../../factory/domain/blueprint.ts';
import { camelCase, kebabCase, pascalCase } from '../../../../factory/domain/naming.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { gymBlueprint } from '../../fixtures/blueprints/gym.ts';
import { invoicesBlueprint } from '../../fixtures/blueprints/invoices.ts';
import { loyaltyBlueprint } from '../../fixtures/blueprints/loyalty.ts';
import { ratesBlueprint } from '../../fixtures/blueprints/rates.ts';

const renamedIn = (value: unknown, from: string, to: string, isInput = false): unknown => {
  if (Array.isArray(value)) return value.map((each) => renamedIn(each, from, to, isInput));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        isInput && key === from ? to : key,
        renamedIn(inner, from, to, isInput || (key === 'input' && !Array.isArray(inner))),
      ]),
    );
  return value === from ? to : value;
};

export type Place = { what: string; blueprint: Blueprint; name: string; form: (word: string) => string };

const places = (
  form: (word: string) => string,
  blueprint: Blueprint,
  names: Record<string, string>,
): Place[] => Object.entries(names).map(([what, name]) => ({ what, blueprint, name, form }));

/** Everything that a blueprint gives a name to, with one in a golden blueprint that stands for all. */
export const PLACES: readonly Place[] = [
  ...places(camelCase, invoicesBlueprint, {
    'a unique field': 'number',
    'a searched field': 'customer',
    'a list': 'lines',
    'a number in a part': 'quantity',
    'a derived field': 'total',
    'a derived field that time changes': 'overdue',
    'a rule over a field': 'totalIsPositive',
    'a create use case': 'draftInvoice',
    'an update use case': 'changeInvoice',
    'a transition': 'sendInvoice',
  }),
  ...places(pascalCase, invoicesBlueprint, {
    'an aggregate with parts': 'Invoice',
    'a plural with parts': 'Invoices',
    'a part': 'Line',
    'an event': 'InvoiceSent',
  }),
  ...places(kebabCase, invoicesBlueprint, {
    'a verb': 'send',
    'a state': 'sent',
    'an initial state': 'drafted',
  }),
  ...places(camelCase, gymBlueprint, {
    'a field that a limit counts by': 'member',
    'a reference': 'classId',
    'a field that a limit reads': 'capacity',
    'a moment that a guard reads': 'startsAt',
    'a limit': 'openBookingsPerMember',
    'a guard': 'cancelUntil',
    'a block': 'blockedAfterMisses',
    'a search': 'searchBookings',
  }),
  ...places(pascalCase, gymBlueprint, {
    'an aggregate with rules': 'Booking',
    'a referred aggregate': 'Class',
  }),
  ...places(kebabCase, gymBlueprint, { 'a counted state': 'open', 'a state that blocks': 'missed' }),
  ...places(camelCase, loyaltyBlueprint, {
    'a unit': 'points',
    'an owner': 'member',
    'an input of a posting': 'reason',
    'a posting': 'earnPoints',
  }),
  ...places(pascalCase, loyaltyBlueprint, {
    'an account': 'Account',
    'the plural of an account': 'Accounts',
  }),
  ...places(kebabCase, loyaltyBlueprint, {
    'a verb of a posting': 'earn',
    'a service with a ledger': 'loyalty',
  }),
  ...places(camelCase, ratesBlueprint, { 'a field in gRPC': 'value', 'a procedure': 'publishRate' }),
  ...places(pascalCase, ratesBlueprint, { 'a message of gRPC': 'Rate' }),
  ...places(kebabCase, ratesBlueprint, { 'a service with gRPC': 'exchange-rates' }),
  ...places(camelCase, bookshopBlueprint, {
    'a reserved field': 'stock',
    'a reaction that reserves': 'reserveStockOnOrderPlaced',
    'a reaction that creates': 'requestPaymentOnOrderConfirmed',
    'a reaction that moves': 'payOrderOnPaymentReceived',
    'a reference to another service': 'orderId',
    'an operation of a system outside': 'requestPayment',
    'an amount in an event': 'amount',
  }),
  ...places(pascalCase, bookshopBlueprint, {
    'a system outside': 'PaymentProvider',
    'an event of another service': 'OrderPlaced',
    'an event of a reservation': 'StockReserved',
  }),
  ...places(kebabCase, bookshopBlueprint, { 'a service of several': 'orders' }),
];

const enteredAt = (state: string): string => `${camelCase(state)}At`;

/** The blueprint in which one name is another, everywhere. The schema refuses what cannot be a name. */
export const renamed = ({ blueprint, name, form }: Place, word: string): Blueprint =>
  blueprintSchema.parse(
    renamedIn(renamedIn(blueprint, name, form(word)), enteredAt(name), enteredAt(form(word))),
  );
