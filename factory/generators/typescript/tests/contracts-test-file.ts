import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { DomainEvent, Service } from '../../../domain/blueprint.ts';
import { operationsOf } from '../../../domain/operation.ts';
import { eventSchemaPath } from '../../contracts/event-address.ts';
import { messageName } from '../../contracts/event-message.ts';
import { block, literal, paragraphs } from '../source-text.ts';

/** Its data is another thing than the resource after the change. */
const OTHER_DATA: readonly DomainEvent['cause'][] = [
  'removed',
  'reserved',
  'reservation-refused',
  'released',
];

const told = (service: Service): DomainEvent[] => {
  const answered = operationsOf(service).map(({ aggregate }) => aggregate.name);
  return service.events.filter(
    ({ cause, aggregate }) => !OTHER_DATA.includes(cause) && answered.includes(aggregate),
  );
};

/** `test/unit/contracts.test.ts`: the documents that say what a thing is say the same. None where no event tells of a thing. */
export const contractsTestFile = (service: Service): GeneratedFile[] => {
  const events = told(service);
  if (events.length === 0) return [];
  const rows = events.map(
    (event) =>
      `[${[eventSchemaPath(event).replace('api/', ''), `${messageName(event)}Data`, event.aggregate].map(literal).join(', ')}],`,
  );
  return [
    {
      path: 'test/unit/contracts.test.ts',
      content: paragraphs(
        `import { readFileSync } from 'node:fs';`,
        `import { expect, it } from 'vitest';`,
        block(
          'type Schema = { properties: object; required: string[] };',
          'type Document = { components: { schemas: Record<string, Schema> } };',
        ),
        block(
          'const read = <T>(path: string): T =>',
          "JSON.parse(readFileSync(new URL(`../../api/${path}`, import.meta.url), 'utf8')) as T;",
        ),
        block(
          'const fieldsOf = ({ properties, required }: Schema) => ({',
          'properties: Object.keys(properties).toSorted(),',
          'required: required.toSorted(),',
          '});',
        ),
        block(
          "const { schemas: resources } = read<Document>('openapi.json').components;",
          "const { schemas: messages } = read<Document>('asyncapi.json').components;",
        ),
        block(
          'it.each([',
          ...rows,
          `])('%s tells what %s of the AsyncAPI document and %s of the OpenAPI document tell', (path, data, resource) => {`,
          'const { properties, required } = read<Schema>(path);',
          'expect(messages[data]).toMatchObject({ properties, required });',
          'expect(resources[resource] && fieldsOf(resources[resource])).toEqual(fieldsOf({ properties, required }));',
          '});',
        ),
      ),
    },
  ];
};
