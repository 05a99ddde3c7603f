import { expect, test } from 'vitest';

import { AUDIT, blueprintOf, SAMPLES } from '../support/run.ts';

test('the audit trail: an Audit context with an append-only Event aggregate', async () => {
  const { boundedContexts, services } = await blueprintOf(AUDIT);
  const [service] = services;
  expect(boundedContexts.map(({ name }) => name)).toEqual(['Audit']);
  expect(service?.aggregates).toEqual([
    {
      name: 'Event',
      plural: 'Events',
      description: 'The record of one event; it never changes after it was recorded.',
      kind: 'append-only',
      requirementIds: ['R1', 'R2', 'R3', 'R4'],
      children: [],
      rules: [],
      fields: [
        {
          name: 'actor',
          description: 'Who did it.',
          type: { kind: 'string', minLength: 1, maxLength: 200 },
          required: true,
          unique: false,
          sensitivity: 'personal',
          default: 'none',
          immutable: false,
          managed: false,
        },
        {
          name: 'action',
          description: 'What was done.',
          type: { kind: 'string', minLength: 1, maxLength: 200 },
          required: true,
          unique: false,
          sensitivity: 'none',
          default: 'none',
          immutable: false,
          managed: false,
        },
        {
          name: 'resource',
          description: 'What it was done to.',
          type: { kind: 'string', minLength: 1, maxLength: 200 },
          required: true,
          unique: false,
          sensitivity: 'none',
          default: 'none',
          immutable: false,
          managed: false,
        },
        {
          name: 'occurredAt',
          description: 'When it happened; the time of writing when the caller gives none.',
          type: { kind: 'instant' },
          required: true,
          unique: false,
          sensitivity: 'none',
          default: 'now',
          immutable: false,
          managed: false,
        },
        {
          name: 'details',
          description: 'Anything else worth keeping.',
          type: { kind: 'json', maxBytes: 16_000 },
          required: false,
          unique: false,
          sensitivity: 'none',
          default: 'none',
          immutable: false,
          managed: false,
        },
      ],
    },
  ]);
  expect(
    service?.useCases.map(({ kind, name, storyIds }) => `${kind} ${name} ${storyIds.join(' ')}`),
  ).toEqual([
    'create recordEvent R1.S1 R2.S1',
    'get getEvent R3.S2',
    'search searchEvents R3.S1',
    'export exportEvents R4.S1',
  ]);
  expect(service?.events.map(({ name, version, cause }) => `${name} v${version} ${cause}`)).toEqual([
    'EventRecorded v1 created',
  ]);
});

test('the register: operations and events in the words of the plan, values as a person would enter them', async () => {
  const [service] = (await blueprintOf(SAMPLES)).services;
  expect(service?.useCases.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'create registerSample',
    'get getSample',
    'update changeSample',
    'remove removeSample',
    'search searchSamples',
  ]);
  expect(service?.events.map(({ name }) => name)).toEqual([
    'SampleRegistered',
    'SampleChanged',
    'SampleRemoved',
  ]);
  const create = service?.useCases.find((useCase) => useCase.kind === 'create');
  expect(create?.examples[0]?.input).toEqual({
    barcode: 'A-1001',
    material: 'Material A',
    collectionDate: '2026-01-15',
    storageLocation: 'room 12, shelf A',
  });
  expect(service?.aggregates[0]?.fields.filter(({ unique }) => unique).map(({ name }) => name)).toEqual([
    'barcode',
  ]);
});

test('natures become types', async () => {
  const [service] = (
    await blueprintOf(
      'Keep a register of widgets: each widget has a title, a description, a price, a weight, a number of parts, a release date, a start time, a colour (red or green) and whether it is active',
    )
  ).services;
  expect(service?.aggregates[0]?.fields.map(({ name, type }) => ({ name, ...type }))).toEqual([
    { name: 'title', kind: 'string', minLength: 1, maxLength: 200 },
    { name: 'description', kind: 'text', maxLength: 4000 },
    { name: 'price', kind: 'decimal', scale: 2, minimum: 0 },
    { name: 'weight', kind: 'decimal', scale: 6 },
    { name: 'numberOfParts', kind: 'integer', minimum: 0 },
    { name: 'releaseDate', kind: 'date' },
    { name: 'startTime', kind: 'instant' },
    { name: 'colour', kind: 'enum', values: ['red', 'green'] },
    { name: 'active', kind: 'boolean' },
  ]);
});

test('names that collide with the language or with the server are valid and predictable', async () => {
  const [service] = (
    await blueprintOf(
      'Log errors with an id, a class, a constructor, a type, an order, a group and items; manage maps: each map has a version and a 3d model',
    )
  ).services;
  expect(service?.aggregates.map(({ name, fields }) => [name, ...fields.map((field) => field.name)])).toEqual(
    [
      ['Error', 'errorId', 'errorClass', 'errorConstructor', 'type', 'order', 'group', 'item', 'occurredAt'],
      ['Map', 'mapVersion', 'map3dModel'],
    ],
  );
});

test('decides what an architect would be asked about', async () => {
  const titles = async (text: string) =>
    (await blueprintOf(text)).decisions.map(({ id, title }) => `${id} ${title}`);
  expect(await titles(AUDIT)).toEqual([
    'ADR-0001 Event is append-only',
    'ADR-0002 Documents in Cosmos DB, partitioned by id',
    'ADR-0003 An embedded store for development and tests',
    'ADR-0004 REST with OpenAPI as the contract',
    'ADR-0005 Callers prove who they are by bearer tokens',
    'ADR-0006 Events leave through an outbox',
    'ADR-0007 Writes are idempotent',
    'ADR-0008 Lists are paged by cursor',
    'ADR-0009 Exports are streamed as CSV and NDJSON',
    'ADR-0010 Fields that name a person are personal data',
  ]);
  expect((await titles(SAMPLES))[0]).toBe('ADR-0001 Sample is a plain aggregate');
});

test('what the plan leaves unrealised stays unrealised', async () => {
  expect((await blueprintOf('Log zorbles within 2 days')).unrealised.map(({ text }) => text)).toEqual([
    'within 2 days',
  ]);
});
