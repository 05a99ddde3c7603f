import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';

import type { Service } from '../../../../factory/domain/blueprint.ts';
import { operationsOf } from '../../../../factory/domain/operation.ts';
import type { JsonObject } from '../../../../factory/generators/contracts/json-object.ts';
import { openapiDocument } from '../../../../factory/generators/contracts/openapi-document.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { gymBlueprint } from '../../fixtures/blueprints/gym.ts';
import { invoicesBlueprint } from '../../fixtures/blueprints/invoices.ts';
import { loyaltyBlueprint } from '../../fixtures/blueprints/loyalty.ts';
import { ratesBlueprint } from '../../fixtures/blueprints/rates.ts';
import { auditBlueprint } from '../fixtures/audit-blueprint.ts';
import { everythingBlueprint } from '../fixtures/everything-blueprint.ts';
import { samplesBlueprint } from '../fixtures/samples-blueprint.ts';

type Media = {
  schema: JsonObject;
  example?: unknown;
  examples?: Record<string, { summary: string; value: unknown }>;
};
type Response = { $ref?: string; description: string; headers?: JsonObject; content?: Record<string, Media> };
type Operation = {
  operationId: string;
  summary: string;
  description?: string;
  parameters: { $ref?: string; name?: string; schema?: JsonObject }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Response>;
};
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: Record<'schemas' | 'parameters' | 'headers' | 'responses', Record<string, JsonObject>>;
  tags: { name: string }[];
};

const services = [
  auditBlueprint,
  samplesBlueprint,
  everythingBlueprint,
  gymBlueprint,
  invoicesBlueprint,
  loyaltyBlueprint,
  ratesBlueprint,
  bookshopBlueprint,
].flatMap((blueprint) => blueprint.services);
const [audit, samples, everything, gym, invoices, loyalty] = services as [
  Service,
  Service,
  Service,
  Service,
  Service,
  Service,
];

const documentOf = (service: Service) => openapiDocument(service) as unknown as Document;

const operationsIn = (document: Document) =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );

const operation = (service: Service, id: string): Operation =>
  operationsIn(documentOf(service)).find((entry) => entry.operation.operationId === id)!.operation;

const byId = (a: { operationId: string }, b: { operationId: string }) =>
  a.operationId < b.operationId ? -1 : 1;

const refs = (service: Service, id: string) => {
  const { parameters, responses } = operation(service, id);
  const [success] = Object.values(responses);
  return {
    parameters: parameters.flatMap(({ $ref }) => ($ref ? [$ref.split('/').at(-1)] : [])),
    headers: Object.keys(success?.headers ?? {}),
  };
};

const formats = (service: Service, id: string) =>
  Object.keys(operation(service, id).responses['200']!.content!);

/** Violations of the examples in the document against the schemas beside them, and how many were looked at. */
const judgeExamples = (document: Document) => {
  const ajv = addFormats.default(new Ajv2020({ strict: false, ownProperties: true }));
  ajv.addSchema({ $id: 'urn:contract:openapi', components: document.components });
  const media = operationsIn(document).flatMap(({ operation: { requestBody, responses } }) =>
    [requestBody?.content, ...Object.values(responses).map(({ content }) => content)].flatMap((content) =>
      Object.values(content ?? {}),
    ),
  );
  const shared = Object.values(document.components.responses).flatMap((response) =>
    Object.values((response as unknown as Response).content ?? {}),
  );
  let inspected = 0;
  const problems: string[] = [];
  for (const { schema, example, examples } of [...media, ...shared]) {
    const values = [
      ...(example === undefined ? [] : [example]),
      ...Object.values(examples ?? {}).map(({ value }) => value),
    ];
    const absolute = JSON.parse(
      JSON.stringify(schema).replaceAll('"#/', '"urn:contract:openapi#/'),
    ) as JsonObject;
    const validate = ajv.compile(absolute);
    for (const value of values) {
      inspected += 1;
      if (!validate(value)) problems.push(ajv.errorsText(validate.errors));
    }
  }
  return { inspected, problems };
};

describe.each(services.map((service) => [service.name, service] as const))(
  'the OpenAPI document of %s',
  (_, service) => {
    it('is an OpenAPI 3.1 document', async () => {
      expect(await new Validator().validate(openapiDocument(service))).toMatchObject({ valid: true });
    });

    it('has every operation of the blueprint, and no other beside health and itself', () => {
      const found = operationsIn(documentOf(service)).map(
        ({ path, method, operation: { operationId, responses } }) => ({
          path,
          method: method.toUpperCase(),
          operationId,
          status: Object.keys(responses)[0],
        }),
      );
      const expected = operationsOf(service).map(({ path, method, useCase, status }) => ({
        path,
        method: method as string,
        operationId: useCase.name,
        status: String(status),
      }));
      const operational = ['/openapi.json', '/health/live', '/health/ready'];
      expect(found.filter(({ path }) => !operational.includes(path)).toSorted(byId)).toEqual(
        expected.toSorted(byId),
      );
      expect(found.filter(({ path }) => operational.includes(path)).map(({ path }) => path)).toEqual(
        operational,
      );
    });

    it('gives examples that its own schemas accept', () => {
      const { inspected, problems } = judgeExamples(documentOf(service));
      expect(problems).toEqual([]);
      expect(inspected).toBeGreaterThan(10);
    });

    it('refers to components that exist, and holds none that nothing refers to', () => {
      const text = JSON.stringify(documentOf(service));
      const referred = new Set(
        text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g).map(([, kind, name]) => `${kind}/${name}`),
      );
      const present = Object.entries(documentOf(service).components)
        // Named by the requirements of security, not by references.
        .filter(([kind]) => kind !== 'securitySchemes')
        .flatMap(([kind, components]) => Object.keys(components).map((name) => `${kind}/${name}`));
      expect([...referred].toSorted()).toEqual(present.toSorted());
    });
  },
);

it('is refused by the specification when an operation loses its responses', async () => {
  const document = documentOf(audit);
  Reflect.deleteProperty(document.paths['/events']!.post!, 'responses');
  document.paths['/events']!.post!.parameters.push({ name: 'x' });
  expect(await new Validator().validate(document as unknown as JsonObject)).toMatchObject({ valid: false });
});

it('is caught when an example breaks its schema', () => {
  const document = documentOf(audit);
  Object.values(
    document.paths['/events']!.post!.requestBody!.content['application/json']!.examples!,
  )[0]!.value = { actor: 7 };
  expect(judgeExamples(document).problems).toHaveLength(1);
});

it('keeps server-made values out of the input and asks for what the caller must give', () => {
  expect(documentOf(audit).components.schemas.EventInput).toEqual({
    type: 'object',
    description: 'Event, as the caller gives it.',
    additionalProperties: false,
    required: ['actor', 'action', 'resource'],
    properties: {
      actor: {
        type: 'string',
        minLength: 1,
        maxLength: 200,
        description: 'Who did it. Personal: masked in logs.',
      },
      action: { type: 'string', minLength: 1, maxLength: 200, description: 'What was done.' },
      resource: { type: 'string', minLength: 1, maxLength: 200, description: 'What it was done to.' },
      occurredAt: {
        type: 'string',
        format: 'date-time',
        description: 'When it happened. RFC 3339; kept in UTC. The time of the write when absent.',
      },
      details: {
        type: 'object',
        description: 'Anything else worth keeping. Any JSON object of at most 16000 bytes.',
      },
    },
  });
  expect(documentOf(audit).components.schemas.Event).toMatchObject({
    required: ['id', 'recordedAt', 'actor', 'action', 'resource', 'occurredAt'],
  });
});

it('gives ranges the type of their field without its limits', () => {
  const { parameters } = operation(everything, 'findOrders');
  const schemas = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]));
  expect(schemas).toMatchObject({
    status: { type: 'string', enum: ['new', 'in "transit"', "it's */ `done`"] },
    urgent: { type: 'boolean' },
    quantityFrom: { type: 'integer' },
    quantityTo: { type: 'integer' },
    amountFrom: { type: 'number' },
    dueOnTo: { type: 'string', format: 'date' },
    placedAtFrom: { type: 'string', format: 'date-time' },
  });
  expect(schemas.quantityTo).toEqual({ type: 'integer' });
});

it.each([
  [audit, 'recordEvent', ['201', '400', '401', '413', '415', '422', '500']],
  [audit, 'getEvent', ['200', '400', '401', '404', '500']],
  [audit, 'searchEvents', ['200', '400', '401', '500']],
  [audit, 'exportEvents', ['200', '400', '401', '500']],
  [everything, 'placeOrder', ['201', '400', '401', '409', '413', '415', '422', '500']],
  [everything, 'changeOrder', ['200', '400', '401', '404', '409', '412', '413', '415', '500']],
  [everything, 'cancelOrder', ['204', '400', '401', '404', '412', '500']],
  [everything, 'openClass', ['201', '400', '401', '413', '415', '422', '500']],
  [gym, 'bookClass', ['201', '400', '401', '409', '413', '415', '422', '500']],
  [gym, 'cancelBooking', ['200', '400', '401', '404', '409', '412', '413', '415', '500']],
  [invoices, 'cancelInvoice', ['200', '400', '401', '403', '404', '409', '412', '413', '415', '422', '500']],
  [invoices, 'removeInvoice', ['204', '400', '401', '404', '409', '412', '500']],
  [loyalty, 'earnPoints', ['200', '400', '401', '404', '413', '415', '422', '500']],
  [loyalty, 'redeemPoints', ['200', '400', '401', '404', '409', '413', '415', '422', '500']],
] as const)('%$: names every answer that %s can give', (service, id, statuses) => {
  expect(Object.keys(operation(service, id).responses)).toEqual(statuses);
});

it('carries the version of plain aggregates in ETag and If-Match, and of append-only ones nowhere', () => {
  expect(refs(everything, 'changeOrder')).toEqual({
    parameters: ['IfMatch', 'CorrelationId'],
    headers: ['ETag', 'X-Correlation-Id'],
  });
  expect(refs(everything, 'placeOrder')).toEqual({
    parameters: ['IdempotencyKey', 'CorrelationId'],
    headers: ['Location', 'ETag', 'X-Correlation-Id'],
  });
  expect(refs(audit, 'recordEvent').headers).toEqual(['Location', 'X-Correlation-Id']);
});

it('offers the formats of an export, no other', () => {
  expect(formats(audit, 'exportEvents')).toEqual(['text/csv', 'application/x-ndjson']);
  expect(formats(everything, 'downloadOrders')).toEqual(['text/csv']);
  expect(formats(everything, 'exportErrors')).toEqual(['application/x-ndjson']);
});

it('lets no markup of the blueprint into descriptions and no line break into summaries', () => {
  const placeOrder = operation(
    {
      ...everything,
      useCases: everything.useCases.map((useCase) => ({
        ...useCase,
        summary: 'Two\nlines',
        actor: '<img src=x> [a](b)',
      })),
    },
    'placeOrder',
  );
  expect(placeOrder.summary).toBe('Two lines');
  expect(placeOrder.description).toBe('Actor: &lt;img src=x> \\[a\\](b).');
});

it('refuses two aggregates whose schemas would have one name', () => {
  const [event] = audit.aggregates;
  const clashing = {
    ...audit,
    aggregates: [event!, { ...event!, name: 'EventInput', plural: 'EventInputs' }],
    useCases: [...audit.useCases, { ...audit.useCases[1]!, aggregate: 'EventInput', name: 'getInput' }],
  };
  expect(() => openapiDocument(clashing)).toThrow(
    'Two schemas of audit-trail would be called EventInput. Rename an aggregate.',
  );
});

it('refuses a filter by a field that does not exist', () => {
  const broken = {
    ...samples,
    useCases: samples.useCases.map((useCase) =>
      useCase.kind === 'search'
        ? { ...useCase, filters: [{ field: 'colour', match: 'equals' as const }] }
        : useCase,
    ),
  };
  expect(() => openapiDocument(broken)).toThrow('Sample has no field colour to filter by.');
});

const exampleAfter = (service: Service, id: string) =>
  Object.values(operation(service, id).responses['200']!.content!['application/json']!.examples!)[0]!.value;

it('gives examples whose derived values, states and balances follow from one another', () => {
  expect(exampleAfter(invoices, 'sendInvoice')).toMatchObject({
    lines: [{ quantity: 3, unitPrice: 1.35, amount: 4.05 }],
    total: 4.05,
    overdue: false,
    status: 'sent',
    sentAt: '2026-01-15T10:00:00.000Z',
  });
  expect(exampleAfter(invoices, 'payInvoice')).toMatchObject({
    status: 'paid',
    sentAt: '2026-01-15T10:00:00.000Z',
    paidAt: '2026-01-15T10:00:00.000Z',
  });
  expect(exampleAfter(loyalty, 'redeemPoints')).toMatchObject({
    balance: 60,
    entries: [
      { kind: 'earn', amount: 100, expiresAt: '2027-01-15T10:00:00.000Z' },
      { kind: 'redeem', amount: 40 },
    ],
  });
});

it('marks what only the service sets, and keeps it out of bodies', () => {
  const { schemas } = documentOf(invoices).components;
  expect(schemas.Invoice).toMatchObject({
    required: ['id', 'recordedAt', 'number', 'customer', 'lines', 'total', 'overdue', 'status'],
    properties: {
      lines: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/InvoiceLine' } },
      total: { type: 'number', readOnly: true },
      status: { enum: ['drafted', 'sent', 'paid', 'cancelled'], readOnly: true },
      paidAt: { format: 'date-time', readOnly: true },
    },
  });
  expect(Object.keys(schemas.InvoiceInput!.properties as object)).toEqual(['number', 'customer', 'lines']);
  expect(Object.keys(schemas.InvoiceLineInput!.properties as object)).toEqual([
    'description',
    'quantity',
    'unitPrice',
  ]);
});

it('names the rules that an operation can break, each with its statement', () => {
  const content = operation(gym, 'bookClass').responses['409']!.content!['application/problem+json']!;
  expect(Object.values(content.examples!).map(({ value }) => value)).toMatchObject([
    { type: 'urn:problem:rule-violated', status: 409, rule: 'capacityOfClass' },
    { rule: 'openBookingsPerMember', detail: 'A member has at most 3 open bookings.' },
    { rule: 'blockedAfterMisses' },
  ]);
});

it('lets a body be left out where nothing is required, and filters by state and references', () => {
  expect(operation(gym, 'cancelBooking').requestBody).toMatchObject({ required: false });
  expect(operation(loyalty, 'earnPoints').requestBody).toMatchObject({
    required: true,
    content: { 'application/json': { schema: { required: ['points', 'reason'] } } },
  });
  const names = operation(gym, 'searchBookings').parameters.flatMap(({ name }) => name ?? []);
  expect(names).toEqual(['member', 'status', 'classId']);
});

it('has no operation for what the clock or a reaction does', () => {
  const orders = bookshopBlueprint.services[1]!;
  expect(Object.keys(documentOf(orders).paths)).not.toContain('/orders/{orderId}/confirm');
});

it('asks every caller for a bearer token but those who run the service', () => {
  const document = openapiDocument(gym) as {
    security: unknown;
    components: { securitySchemes: unknown };
    paths: Record<string, Record<string, { tags: string[]; security?: unknown }>>;
  };
  expect(document.security).toEqual([{ bearer: [] }]);
  expect(document.components.securitySchemes).toMatchObject({
    bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  });
  const all = Object.values(document.paths).flatMap((item) => Object.values(item));
  const open = all.filter(({ tags }) => tags.includes('Operations'));
  expect(open.map(({ security }) => security)).toEqual([[], [], []]);
  expect(all.filter((one) => !open.includes(one) && 'security' in one)).toEqual([]);
});
