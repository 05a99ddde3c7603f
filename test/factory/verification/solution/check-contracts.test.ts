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

const messages = (changed: typeof services) => checkContracts(changed).findings.map(({ message }) => message);

it('holds what each service reads against what the other publishes', () => {
  expect(checkContracts(services)).toMatchObject({ inspected: 9, unit: 'expectations', findings: [] });
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
  expect(messages(services.filter(({ name }) => name !== 'shipping'))).toEqual([
    'orders reads event shipment-dispatched v1 of shipping, which is no service of the solution.',
  ]);
});

it('finds a value that the consumer does not know', () => {
  const known = { type: 'object', required: ['kind'], properties: { kind: { type: 'string', enum: ['a'] } } };
  const published = { ...known, properties: { kind: { type: 'string', enum: ['a', 'b'] } } };
  const file = (path: string, schema: object) => ({ path, content: JSON.stringify(schema) });
  const { findings } = checkContracts([
    { name: 'one', files: [file('api/events/done.v1.schema.json', published)] },
    { name: 'two', files: [file('api/expectations/one/done.v1.schema.json', known)] },
  ]);
  expect(findings).toMatchObject([
    {
      file: 'services/two/api/expectations/one/done.v1.schema.json',
      message: 'two reads event done v1 of one, but "kind" may be b, which is not known.',
    },
  ]);
});
