import { expect, test } from 'vitest';

import { statementSchema } from '../../../../factory/domain/statement.ts';
import { readDefinition } from '../../../../factory/agents/vision/read-definition.ts';

test.each([
  'hello',
  'Hello there!',
  'asdf qwer',
  '',
  '   \n ',
  '!!! ... ???',
  '42',
  'What is the weather today?',
  'make me rich',
  'I love cats',
  'Lorem ipsum dolor sit amet',
  'Create a microservice',
  'Build an invoice microservice',
  'make a thing that does stuff',
  'Delete everything',
  'zorbles',
  'Record it.',
  'Add tenant filtering to the existing Invoice microservice',
  'Add OpenTelemetry tracing to all microservices',
  'Keep 書類 with 名前',
])('refuses %j with a reason and a suggestion', async (text) => {
  const reading = await readDefinition(text);
  if (reading.ok) throw new Error(JSON.stringify(reading.statements));
  expect(reading.reason).toMatch(/^The definition .+\.$/);
  expect(reading.suggestion).toMatch(/\w+ .+/);
});

test('says what a definition lacks', async () => {
  const reasonOf = async (text: string) => {
    const reading = await readDefinition(text);
    return reading.ok ? undefined : reading.reason;
  };
  expect([
    await reasonOf('!!!'),
    await reasonOf('hello'),
    await reasonOf('Is there a service for me?'),
    await reasonOf('Build an invoice microservice'),
    await reasonOf('Add tracing to all microservices'),
    await reasonOf('Keep 書類 with 名前'),
  ]).toEqual([
    'The definition has no words.',
    'The definition names no thing to keep and no operation on one.',
    'The definition is a question; it names nothing to build.',
    'The definition names a product, "invoice", but not what it keeps or what is done with it.',
    'The definition asks to change services that exist; only new services can be built so far.',
    'The definition names nothing that code can be named after: "書類" has no letter from a to z.',
  ]);
});

test('reads a definition into statements with actor, verb, object, attributes, constraints and line', async () => {
  const reading = await readDefinition(
    'Users can record visits (date, host).\nOnly guards may export visits as CSV; find them by host within 2 days.',
  );
  expect(reading).toEqual({
    ok: true,
    statements: [
      {
        id: 's1',
        text: 'Users can record visits (date, host)',
        line: 1,
        actor: 'user',
        verb: 'record',
        object: 'visit',
        attributes: ['date', 'host'],
        constraints: [],
      },
      {
        id: 's2',
        text: 'Only guards may export visits as CSV',
        line: 2,
        actor: 'guard',
        verb: 'export',
        object: 'visit',
        attributes: [],
        constraints: [{ kind: 'format', value: 'csv' }],
      },
      {
        id: 's3',
        text: 'Only guards may export visits as CSV',
        line: 2,
        object: 'visit',
        attributes: [],
        constraints: [],
        behaviour: { kind: 'permission', verbs: ['export'], roles: ['guard'] },
      },
      {
        id: 's4',
        text: 'find them by host within 2 days',
        line: 2,
        verb: 'find',
        object: 'visit',
        attributes: [],
        constraints: [{ kind: 'by', value: 'host' }],
      },
      {
        id: 's5',
        text: 'within 2 days',
        line: 2,
        attributes: [],
        constraints: [{ kind: 'time', value: 'within 2 days' }],
      },
    ],
  });
});

test('answers in the shape of the domain', async () => {
  const reading = await readDefinition(
    'Track widgets: each widget has a colour (red or green) and an optional note',
  );
  if (!reading.ok) throw new Error(reading.reason);
  for (const statement of reading.statements) expect(statementSchema.parse(statement)).toEqual(statement);
});

test('reads the longest definition that is accepted in a few seconds', async () => {
  const sentence = 'Log zorbles with a frob and a quux; find them by frob within 3 days. ';
  const reading = await readDefinition(sentence.repeat(Math.floor(20_000 / sentence.length)));
  expect(reading.ok).toBe(true);
}, 20_000);

test('survives hostile text', async () => {
  for (const text of [
    'Record <script>alert(1)</script> and "names" with ${x} and `y`',
    'Log constructor, __proto__ and toString with a hasOwnProperty and a valueOf',
    'Keep a register of '.repeat(200),
    `Log ${'z'.repeat(5_000)}`,
    'Log ((((((((zorbles))))',
    'Log größen, Bücher und 数据',
    '- \n- \n* * *\n#\n##',
    ', , and and or or by by with with',
  ])
    await expect(readDefinition(text)).resolves.toHaveProperty('ok');
});
