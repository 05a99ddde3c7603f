import { expect, it } from 'vitest';

import { contractFiles } from '../../../../factory/generators/contracts/contract-files.ts';
import { checkContracts } from '../../../../factory/verification/solution/check-contracts.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { editedJson, type Edit } from '../fixtures/edited-json.ts';

const services = bookshopBlueprint.services.map((service) => ({
  name: service.name,
  files: contractFiles(service),
}));

/** The solution with one file of one service changed, or without it. */
const edited = (name: string, path: string, edit?: Edit) =>
  services.map((service) => {
    if (service.name !== name) return service;
    const kept = service.files.filter((file) => file.path !== path);
    const changed = service.files.filter((file) => file.path === path && edit);
    const files = changed.map((file) => ({ path, content: editedJson(file.content, edit!) }));
    return { name, files: [...kept, ...files] };
  });

const check = (changed: typeof services) => checkContracts(changed, bookshopBlueprint.services);

const messages = (changed: typeof services) => check(changed).findings.map(({ message }) => message);

it('holds what each service reads against what the other publishes', () => {
  expect(check(services)).toMatchObject({ inspected: 9, unit: 'expectations', findings: [] });
});

const CONFIRMED = 'api/events/order-confirmed.v1.schema.json';
const PLACED = 'api/events/order-placed.v1.schema.json';
const LINE = ['properties', 'lines', 'items'];

it.each<[string, string, Edit, string]>([
  ['is gone', CONFIRMED, { at: ['properties', 'total'] }, '"total" is not published'],
  [
    'may be absent',
    CONFIRMED,
    { at: ['required'], to: ['id', 'customer'] },
    '"total" may be absent and is needed',
  ],
  [
    'has another type',
    CONFIRMED,
    { at: ['properties', 'total', 'type'], to: 'string' },
    '"total" is string, number is read',
  ],
  ['is no id', CONFIRMED, { at: ['properties', 'id', 'format'] }, '"id" has format none, uuid is read'],
  [
    'is another in a part',
    PLACED,
    { at: [...LINE, 'properties', 'quantity', 'type'], to: 'number' },
    '"lines[].quantity" is number, integer is read',
  ],
])('finds a field that %s', (_, path, edit, misfit) => {
  const found = messages(edited('orders', path, edit));
  expect(found).toEqual([expect.stringContaining(`of orders, but ${misfit}`)]);
});

it('finds an event that nobody publishes, in this version or at all', () => {
  expect(messages(edited('orders', CONFIRMED))).toEqual([
    'payments reads event order-confirmed v1 of orders, which is not published.',
  ]);
  const moved = services.map(({ name, files }) => ({
    name,
    files: files.map((file) => ({
      ...file,
      path: file.path.replace('events/order-confirmed.v1', 'events/order-confirmed.v2'),
    })),
  }));
  expect(messages(moved)).toEqual([
    'payments reads event order-confirmed v1 of orders, which is not published; it publishes v2.',
  ]);
  expect(
    checkContracts(
      services.filter(({ name }) => name !== 'shipping'),
      [],
    ).findings.map(({ message }) => message),
  ).toEqual(['orders reads event shipment-dispatched v1 of shipping, which is no service of the solution.']);
});

it('finds a value that the consumer does not know', () => {
  const known = { type: 'object', required: ['kind'], properties: { kind: { type: 'string', enum: ['a'] } } };
  const published = { ...known, properties: { kind: { type: 'string', enum: ['a', 'b'] } } };
  const file = (path: string, schema: object) => ({ path, content: JSON.stringify(schema) });
  const { findings } = checkContracts(
    [
      { name: 'one', files: [file('api/events/done.v1.schema.json', published)] },
      { name: 'two', files: [file('api/expectations/one/done.v1.schema.json', known)] },
    ],
    [],
  );
  expect(findings).toMatchObject([
    {
      file: 'services/two/api/expectations/one/done.v1.schema.json',
      message: 'two reads event done v1 of one, but "kind" may be b, which is not known.',
    },
  ]);
});

it('finds that a service does not say what it reads', () => {
  const silent = services.map(({ name, files }) => ({
    name,
    files: files.filter(({ path }) => !path.startsWith('api/expectations/')),
  }));
  const { inspected, findings } = check(silent);
  expect(inspected).toBe(0);
  expect(findings).toHaveLength(9);
  expect(findings).toContainEqual(
    expect.objectContaining({
      rule: 'asyncapi/no-expectation',
      message:
        'payments does not say what it reads: api/expectations/orders/order-confirmed.v1.schema.json is missing.',
    }),
  );
});

it('finds a text where only some are known, and schemas that are none', () => {
  const kind = (type: object) => JSON.stringify({ type: 'object', properties: { kind: type } });
  const rules = (published: string, read: string) =>
    checkContracts(
      [
        { name: 'one', files: [{ path: 'api/events/done.v1.schema.json', content: published }] },
        { name: 'two', files: [{ path: 'api/expectations/one/done.v1.schema.json', content: read }] },
      ],
      [],
    ).findings.map(({ rule, message }) => `${rule} ${message}`);
  const known = kind({ type: 'string', enum: ['a'] });
  expect(rules(kind({ type: 'string' }), known)).toEqual([
    'asyncapi/expectation two reads event done v1 of one, but "kind" may be any text, a are known.',
  ]);
  expect(rules('[]', known)).toEqual([
    'asyncapi/schema two reads event done v1 of one: a schema is no JSON object.',
  ]);
});
