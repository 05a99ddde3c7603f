import { expect, it } from 'vitest';

import { apiDocument } from '../../../portal/artifacts/openapi.ts';
import { parseDocument } from '../../../portal/artifacts/parse-document.ts';

const YAML = `
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
security: [{ key: [] }]
components:
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: { type: string, format: uuid }
        lines: { type: array, maxItems: 9, items: { $ref: '#/components/schemas/Line' } }
    Line:
      allOf:
        - { type: object, properties: { order: { $ref: '#/components/schemas/Order' }, amount: { type: integer, minimum: 1 } } }
  parameters:
    Limit: { name: limit, in: query, description: At most, schema: { type: integer } }
paths:
  /orders/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getOrder
      tags: [Orders]
      parameters: [{ $ref: '#/components/parameters/Limit' }]
      security: [{ oauth: [read, write] }, {}]
      responses:
        '200': { description: The order., content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
`;

it('reads operations with parameters, schemas and security', () => {
  const rows = [
    { name: 'id', depth: 0, type: 'string (uuid)', required: true, note: '' },
    { name: 'lines', depth: 0, type: 'array of Line', required: false, note: 'items at most 9' },
    { name: 'order', depth: 1, type: 'Order', required: false, note: '' },
    { name: 'amount', depth: 1, type: 'integer', required: false, note: 'at least 1' },
  ];
  expect(apiDocument(parseDocument(YAML))).toEqual({
    title: 'Orders',
    version: '1.0.0',
    description: '',
    operations: [
      {
        method: 'GET',
        path: '/orders/{id}',
        id: 'getOrder',
        summary: '',
        description: '',
        tag: 'Orders',
        parameters: [
          { name: 'id', in: 'path', type: 'string', required: true, description: '' },
          { name: 'limit', in: 'query', type: 'integer', required: false, description: 'At most' },
        ],
        body: [],
        responses: [
          {
            status: '200',
            description: 'The order.',
            contents: [{ mediaType: 'application/json', type: 'Order', rows }],
          },
        ],
        security: ['oauth (read, write)', 'nobody’s leave'],
      },
    ],
  });
});

const strange: [string, unknown][] = [
  ['nothing', undefined],
  ['a text', 'x'],
  ['a list', [1]],
  ['paths that are a list', { paths: [{ get: {} }] }],
  ['a path that is a number', { paths: { '/a': 7 } }],
  ['a path that refers to itself', { paths: { '/a': { $ref: '#/paths/~1a' } } }],
  ['a path of inherited members', { paths: { '/a': { $ref: '#/constructor/prototype' } } }],
];

it.each(strange)('sees no operation in %s', (_, document) => {
  expect(apiDocument(document)).toBe(undefined);
});

it('reads what is there of an operation of unexpected shape', () => {
  const document = {
    info: 'x',
    paths: {
      '/a': {
        get: { parameters: [1, { name: 5 }], responses: [null], security: 'y', tags: { a: 1 }, summary: {} },
        post: { requestBody: { $ref: '#/paths/~1a/post/requestBody' }, responses: { 200: { content: 'x' } } },
      },
    },
  };
  expect(
    apiDocument(document)?.operations.map(({ method, summary, parameters, body, security }) => [
      method,
      summary,
      parameters,
      body,
      security,
    ]),
  ).toEqual([
    ['GET', '', [], [], []],
    ['POST', '', [], [], []],
  ]);
});

it('ends where a schema contains itself or is very wide', () => {
  const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, {}]));
  const schema = { properties: { self: { $ref: '#/s' }, ...wide } };
  const content = { 'application/json': { schema: { $ref: '#/s' } } };
  const document = { s: schema, paths: { '/a': { get: { requestBody: { content } } } } };
  expect(apiDocument(document)?.operations[0]?.body[0]?.rows).toHaveLength(200);
});

it('refuses YAML whose aliases explode', () => {
  const lines = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]`);
  expect(parseDocument(['a0: &a0 [x]', ...lines].join('\n'))).toBe(undefined);
});
