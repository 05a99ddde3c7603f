import type { Aggregate, Service } from '../../domain/blueprint.ts';
import type { Operation } from '../../domain/operation.ts';
import type { JsonObject } from './json-object.ts';
import { examplesOf, namedExamples, resourceExample } from './resource-example.ts';

const schemaRef = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** `requestBody` of create and update with the blueprint's examples; nothing for other operations. */
export const requestBody = ({ useCase, aggregate }: Operation): JsonObject =>
  useCase.kind === 'create' || useCase.kind === 'update'
    ? {
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: schemaRef(`${aggregate.name}Input`),
              examples: namedExamples(useCase.examples, ({ input }) => input),
            },
          },
        },
      }
    : {};

/** Answer of one resource. */
export const resourceContent = (service: Service, aggregate: Aggregate): JsonObject => {
  const examples = examplesOf(service, aggregate);
  return {
    'application/json': {
      schema: schemaRef(aggregate.name),
      ...(examples.length > 0
        ? { examples: namedExamples(examples, ({ input }) => resourceExample(aggregate, input)) }
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
      ...(first ? { example: { items: [resourceExample(aggregate, first.input)] } } : {}),
    },
  };
};

/** Answer of an export, by format. */
export const exportContent = (aggregate: Aggregate, formats: readonly ('csv' | 'ndjson')[]): JsonObject => {
  const columns = ['id', 'recordedAt', ...aggregate.fields.map(({ name }) => name)].join(',');
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
