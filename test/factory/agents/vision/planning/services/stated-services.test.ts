import { expect, test } from 'vitest';

import { planOf } from '../../../support/run.ts';
import { solutionOutline } from './solution-outline.ts';

const TWO =
  'Build a travel platform with two services: bookings and invoices. The bookings service keeps bookings: each booking has a guest and a date. The invoice service keeps invoices with a number and an amount. When a booking is confirmed, an invoice is drafted. When an invoice is refused, the booking is cancelled.';

test('services with things of their own, and what happens between them', async () => {
  expect(solutionOutline(await planOf(TWO))).toEqual({
    services: ['bookings', 'invoices'],
    things: [
      'bookings/booking: guest, date [added confirmed cancelled]',
      'invoices/invoice: number?, amount?, booking→booking [drafted refused]',
    ],
    reactions: ['booking confirmed > start invoice', 'invoice refused > move booking cancelled'],
    unrealised: [],
  });
});

test.each([
  'An orders service, a payments service and a shipping service',
  'Build a shop with separate services for orders, payments and shipping',
  'Build a shop. It consists of three services: orders, payments and shipping',
  'Orders, payments and shipping are separate services',
  'Build a shop with these services:\n- Orders service\n- Payments service\n- Shipping service',
])('%s: three services', async (text) => {
  const plan = await planOf(text);
  expect(plan.services.map(({ name }) => name)).toEqual(['orders', 'payments', 'shipping']);
  expect(plan.subjects.map(({ name }) => name)).toEqual(['order', 'payment', 'shipment']);
});

test('a bullet describes its service', async () => {
  const plan = await planOf(
    'It has these services:\n- Catalogue: books with a title, an author and a price\n- Reviews: reviews with a book, a rating and a text',
  );
  expect(solutionOutline(plan).things).toEqual([
    'catalogue/book: title, author, price',
    'reviews/review: book→book, rating, text',
  ]);
});

test('another system is asked, with what its silence means', async () => {
  const plan = await planOf(
    'Two services: zorbles and frobs. When a zorble is opened, a frob is started. Frobs go through a glimp provider. When a frob is refused, the zorble is cancelled.',
  );
  expect(solutionOutline(plan).reactions).toEqual([
    'zorble opened > start frob',
    'frob refused > move zorble cancelled',
    'frob started > ask frob glimp provider: accepted/refused',
  ]);
  expect(plan.externals).toEqual([{ name: 'glimp provider', purpose: 'decides what becomes of frobs' }]);
  expect(plan.requirements.map(({ text }) => text).join()).toContain(
    'cannot be reached, it is asked again later',
  );
});

test('amounts are reserved from a stock that the text names', async () => {
  const plan = await planOf(
    'Two services: zorbles and frobs. A zorble has a name and a stock. A frob has a customer. When a frob is placed, the stock is reserved. When a frob is cancelled, the stock is released.',
  );
  expect(solutionOutline(plan).reactions).toEqual([
    'frob placed > reserve zorble',
    'frob cancelled > release zorble',
  ]);
  expect(plan.subjects.find(({ name }) => name === 'zorble')?.stock).toBe('stock');
  expect(
    plan.subjects.find(({ name }) => name === 'frob')?.parts[0]?.attributes.map(({ name }) => name),
  ).toEqual(['zorble', 'quantity']);
});

test('a reaction inside one service needs no second one', async () => {
  const plan = await planOf(
    'Keep zorbles and frobs; each frob has a zorble and a colour. When a zorble is closed, the frob is archived.',
  );
  expect(plan.services).toEqual([]);
  expect(solutionOutline(plan).reactions).toEqual(['zorble closed > move frob archived']);
});

test('what cannot be expressed is unrealised, in its words', async () => {
  const plan = await planOf('Keep tasks with a title. When a task is finished, its successor is started.');
  expect(plan.reactions).toEqual([]);
  expect(plan.unrealised.map(({ text }) => text)).toEqual([
    'When a task is finished, its successor is started',
  ]);
});

test('gRPC is an interface with a criterion per thing', async () => {
  const plan = await planOf('Log zorbles with a colour. It has a gRPC interface for the other services.');
  expect(plan.interfaces).toEqual([
    { kind: 'grpc', because: 'the text asks for it: "It has a gRPC interface for the other services"' },
  ]);
  const checks = plan.epics.flatMap(({ features }) =>
    features.flatMap(({ stories }) => stories.flatMap(({ criteria }) => criteria.map(({ check }) => check))),
  );
  expect(checks).toContainEqual({ kind: 'called-by-grpc', subject: 'zorble' });
});

/** Texts whose nouns are places to fill. */
const FRAMES = [
  'Build a shop with separate services for {a}s and {b}s. A {a} has a {c} and a price. When a {a} is opened, a {b} is started. When a {b} is refused, the {a} is cancelled.',
  'Two services: {a}s and {b}s. The {a} service keeps {a}s: each {a} has a {c} and a date. {b}s go through a {c} provider. When a {a} is placed, a {b} is requested.',
  'The {a} service keeps {a}s with a name and a stock. The {b} service keeps {b}s with a {c}. When a {b} is placed, the stock is reserved.',
];
const KNOWN = { a: 'ticket', b: 'invoice', c: 'customer' };
const INVENTED = [
  { a: 'zorble', b: 'frob', c: 'quux' },
  { a: 'snark', b: 'borogove', c: 'tove' },
];

const fill = (frame: string, nouns: typeof KNOWN): string =>
  frame.replace(/\{([abc])\}/g, (_, key: keyof typeof KNOWN) => nouns[key]);

const structureOf = async (frame: string, nouns: typeof KNOWN): Promise<string> => {
  const text = JSON.stringify(solutionOutline(await planOf(fill(frame, nouns))), null, 1);
  return Object.entries(nouns).reduce(
    (all, [key, noun]) => all.replaceAll(new RegExp(noun, 'gi'), `{${key}}`),
    text,
  );
};

test.each(FRAMES)('%s: the structure does not depend on its nouns', async (frame) => {
  const expected = await structureOf(frame, KNOWN);
  expect(expected).toContain('{a}');
  for (const nouns of INVENTED) expect(await structureOf(frame, nouns)).toBe(expected);
});

test('somebody is told by a mail system that is asked', async () => {
  const plan = await planOf(
    'Keep zorbles with a customer. When a zorble is closed, the customer is notified.',
  );
  expect(solutionOutline(plan)).toMatchObject({
    things: ['zorble: ', 'notification: zorble→zorble, customer, text? [waiting sent failed]'].map((each) =>
      expect.stringMatching(new RegExp(each.split(':')[0] ?? '')),
    ),
    reactions: [
      'zorble closed > start notification',
      'notification waiting > ask notification mail system: sent/failed',
    ],
    unrealised: [],
  });
});

test('what people do with a thing whose states follow from reactions is told in stories', async () => {
  const plan = await planOf(
    'Two services: zorbles and frobs. When a zorble is opened, a frob is started. When a frob is refused, the zorble is cancelled.',
  );
  const moves = plan.epics.flatMap(({ features }) =>
    features.flatMap(({ stories }) => stories.filter(({ intent }) => intent === 'move')),
  );
  expect(moves.map(({ title, subject }) => [title, subject])).toEqual([['Refuse a frob', 'frob']]);
});

test.each([
  {
    text: 'Build a platform with separate services: a course service that keeps courses with a title; a fee service that keeps fees with an amount. When a course is confirmed, a fee is created.',
    services: ['course', 'fee'],
    things: ['course/course: title [added confirmed]', 'fee/fee: amount?, course→course'],
    reactions: ['course confirmed > start fee'],
  },
  {
    text: 'Build two services: (1) a grommet service storing grommets with a name and a size; (2) a flange service to manage flanges with a colour.',
    services: ['grommet', 'flange'],
    things: ['grommet/grommet: name, size', 'flange/flange: colour'],
    reactions: [],
  },
  {
    text: 'A fair with separate services: stalls with a number and a price; parades that have a route and a day; guides.',
    services: ['stalls', 'parades', 'guides'],
    things: ['stalls/stall: number, price', 'parades/parade: route, day', 'guides/guide: name, description?'],
    reactions: [],
  },
  {
    text: 'Build a clinic platform with separate services: patients, visits that have a time and a doctor, and badges.',
    services: ['patients', 'visits', 'badges'],
    things: [
      'patients/patient: name, description?',
      'visits/visit: time, doctor',
      'badges/badge: name, description?',
    ],
    reactions: [],
  },
  {
    text: 'Three microservices: gnus (name, stripe count); wardens (name, phone); walks (gnu, time).',
    services: ['gnus', 'wardens', 'walks'],
    things: ['gnus/gnu: name, stripe count', 'wardens/warden: name, phone', 'walks/walk: gnu→gnu, time'],
    reactions: [],
  },
])('$text', async ({ text, ...expected }) => {
  const plan = await planOf(text);
  const { services, things, reactions, unrealised } = solutionOutline(plan);
  expect({ services, things, reactions, unrealised }).toEqual({ ...expected, unrealised: [] });
});

test('a number of services is no name of a product', async () => {
  const plan = await planOf(
    'Two services, please. The hangar service stores hangars with a name. The kite service keeps kites with a colour.',
  );
  expect(plan.title).toBe('Hangars and Kites');
});
