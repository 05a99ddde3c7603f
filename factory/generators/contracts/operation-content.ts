import { serverFields, type Aggregate } from '../../domain/aggregate.ts';
import type { Service } from '../../domain/blueprint.ts';
import type { Operation } from '../../domain/operation.ts';
import { exampleBody } from './example-value.ts';
import type { JsonObject } from './json-object.ts';
import { postingSchema } from './ledger-schema.ts';
import { examplesOf, namedExamples, postingExample, resourceExample } from './resource-example.ts';
import { bodySchema } from './resource-schema.ts';

const schemaRef = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

const jsonBody = (required: boolean, media: JsonObject): JsonObject => ({
  requestBody: { required, content: { 'application/json': media } },
});

/** `requestBody` of what takes one, with examples; nothing for other operations. */
export const requestBody = ({ useCase, aggregate }: Operation): JsonObject => {
  switch (useCase.kind) {
    case 'create':
    case 'update':
      return jsonBody(true, {
        schema: schemaRef(`${aggregate.name}Input`),
        examples: namedExamples(useCase.examples, ({ input }) => input),
      });
    case 'transition':
      return jsonBody(
        useCase.input.some((field) => field.required && field.default === 'none'),
        { schema: bodySchema(useCase.input), example: exampleBody(useCase.input) },
      );
    case 'post':
      return aggregate.ledger
        ? jsonBody(true, {
            schema: postingSchema(aggregate.ledger, useCase),
            example: postingExample(aggregate.ledger, useCase),
          })
        : {};
    default:
      return {};
  }
};

/** Answer of one resource, as it is after the use case. */
export const resourceContent = (service: Service, { useCase, aggregate }: Operation): JsonObject => {
  const examples = examplesOf(service, aggregate);
  return {
    'application/json': {
      schema: schemaRef(aggregate.name),
      ...(examples.length > 0
        ? {
            examples: namedExamples(examples, ({ input }) =>
              resourceExample(service, aggregate, input, useCase),
            ),
          }
        : {}),
    },
  };
};

/** Answer of a search. */
export const pageContent = (service: Service, aggregate: Aggregate): JsonObject => {
  const [first] = examplesOf(service, aggregate);
  return {
    'application/json': {
      schema: schemaRef(`${aggregate.name}Page`),
      ...(first ? { example: { items: [resourceExample(service, aggregate, first.input)] } } : {}),
    },
  };
};

/** Answer of an export, by format. */
export const exportContent = (aggregate: Aggregate, formats: readonly ('csv' | 'ndjson')[]): JsonObject => {
  const fields = [...aggregate.fields, ...serverFields(aggregate)];
  const columns = ['id', 'recordedAt', ...fields.map(({ name }) => name)].join(',');
  const media = {
    csv: {
      'text/csv': {
        schema: {
          type: 'string',
          description:
            `RFC 4180 with CRLF, header row \`${columns}\`. A value that starts with \`=\`, \`+\`, \`-\`, \`@\`, ` +
            "tab or CR is prefixed with `'`.",
        },
      },
    },
    ndjson: {
      'application/x-ndjson': {
        schema: { type: 'string', description: `One ${aggregate.name} as JSON on each line.` },
      },
    },
  };
  return Object.assign({}, ...formats.map((format) => media[format])) as JsonObject;
};
