import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';

import { contractFiles } from '../../../../factory/generators/contracts/contract-files.ts';
import type { JsonObject } from '../../../../factory/generators/contracts/json-object.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { gymBlueprint } from '../../fixtures/blueprints/gym.ts';
import { loyaltyBlueprint } from '../../fixtures/blueprints/loyalty.ts';
import { auditBlueprint } from '../fixtures/audit-blueprint.ts';
import { everythingBlueprint } from '../fixtures/everything-blueprint.ts';
import { samplesBlueprint } from '../fixtures/samples-blueprint.ts';

type Asyncapi = {
  channels: Record<string, { address: string; messages: Record<string, { $ref: string }> }>;
  operations: Record<string, { action: string }>;
  components: {
    messages: Record<string, { payload: JsonObject; examples: { payload: { data: JsonObject } }[] }>;
  };
};

const catalogueBlueprint = { ...bookshopBlueprint, title: 'Catalogue' };
const paymentsBlueprint = { ...bookshopBlueprint, services: bookshopBlueprint.services.slice(2) };

const filesOf = (blueprint: typeof auditBlueprint) => contractFiles(blueprint.services[0]!);

const parsed = <T>(blueprint: typeof auditBlueprint, path: string): T =>
  JSON.parse(filesOf(blueprint).find((file) => file.path === path)!.content) as T;

it('writes the HTTP contract, the event contract and one schema for each event', () => {
  expect(filesOf(everythingBlueprint).map(({ path }) => path)).toEqual([
    'api/openapi.json',
    'api/asyncapi.json',
    'api/events/order-placed.v2.schema.json',
    'api/events/order-changed.v1.schema.json',
    'api/events/order-cancelled.v1.schema.json',
  ]);
});

it('sends each event on the topic of the service', () => {
  const { channels, operations } = parsed<Asyncapi>(auditBlueprint, 'api/asyncapi.json');
  expect(channels).toMatchObject({
    auditTrailEvents: {
      address: 'audit-trail-events',
      messages: { EventRecordedV1: { $ref: '#/components/messages/EventRecordedV1' } },
    },
  });
  expect(Object.entries(operations).map(([name, { action }]) => [name, action])).toEqual([
    ['sendEventRecordedV1', 'send'],
  ]);
});

it.each([
  auditBlueprint,
  samplesBlueprint,
  everythingBlueprint,
  gymBlueprint,
  loyaltyBlueprint,
  catalogueBlueprint,
])('gives messages whose payload and data meet their schemas: $title', (blueprint) => {
  const document = parsed<Asyncapi>(blueprint, 'api/asyncapi.json');
  const ajv = addFormats.default(new Ajv2020({ strict: false, ownProperties: true }));
  ajv.addSchema({ $id: 'urn:contract:asyncapi', components: document.components });
  const messages = Object.entries(document.components.messages).filter(([, { examples }]) => examples);
  expect(messages.length).toBe(blueprint.services[0]!.events.length);
  for (const [name, { examples }] of messages) {
    const envelope = ajv.compile({ $ref: `urn:contract:asyncapi#/components/messages/${name}/payload` });
    expect([envelope(examples[0]!.payload), envelope.errors]).toEqual([true, null]);
    expect(envelope({ ...examples[0]!.payload, type: 'other' })).toBe(false);
  }
  for (const file of filesOf(blueprint).filter(({ path }) => path.startsWith('api/events/'))) {
    const data = ajv.compile(JSON.parse(file.content) as JsonObject);
    const event = messages.find(([name]) => file.path.replaceAll(/\W/g, '').includes(name.toLowerCase()));
    expect([file.path, data(event?.[1].examples[0]?.payload.data ?? {}), data.errors]).toEqual([
      file.path,
      true,
      null,
    ]);
    expect(data({})).toBe(false);
  }
});

it('leaves a removed resource nothing but its id', () => {
  expect(parsed<JsonObject>(everythingBlueprint, 'api/events/order-cancelled.v1.schema.json')).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:com:connectsoft:everything:order-cancelled:v1',
    title: 'Order cancelled',
    type: 'object',
    description: 'An order was cancelled.',
    required: ['id'],
    properties: { id: { type: 'string', format: 'uuid', description: 'UUIDv7, set by the server.' } },
  });
});

it('writes a service without events as one without channels', () => {
  const [service] = auditBlueprint.services;
  const files = contractFiles({ ...service!, events: [] });
  expect(files.map(({ path }) => path)).toEqual(['api/openapi.json', 'api/asyncapi.json']);
  expect(JSON.parse(files[1]!.content)).toMatchObject({ channels: {}, operations: {} });
});

it('receives the events that it reacts to, with what it reads of them', () => {
  const { channels, operations } = parsed<Asyncapi>(paymentsBlueprint, 'api/asyncapi.json');
  expect(channels).toMatchObject({
    paymentsEvents: { address: 'payments-events' },
    ordersEvents: {
      address: 'orders-events',
      messages: { OrdersOrderConfirmedV1: { $ref: '#/components/messages/OrdersOrderConfirmedV1' } },
    },
  });
  expect(operations).toMatchObject({ receiveOrdersOrderConfirmedV1: { action: 'receive' } });
  const path = 'api/expectations/orders/order-confirmed.v1.schema.json';
  expect(parsed<JsonObject>(paymentsBlueprint, path)).toMatchObject({
    $id: 'urn:com:connectsoft:payments:expects:orders:order-confirmed:v1',
    required: ['id', 'customer', 'total'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      customer: { type: 'string' },
      total: { type: 'number' },
    },
  });
});

it('tells what was reserved, refused and given back under which key', () => {
  const refused = parsed<JsonObject>(catalogueBlueprint, 'api/events/stock-refused.v1.schema.json');
  expect(refused).toMatchObject({ required: ['key', 'items', 'reason'] });
  const released = parsed<JsonObject>(catalogueBlueprint, 'api/events/stock-released.v1.schema.json');
  expect(released).toMatchObject({
    required: ['key', 'items'],
    properties: { items: { items: { required: ['id', 'quantity'] } } },
  });
});
