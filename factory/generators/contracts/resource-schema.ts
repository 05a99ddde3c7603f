import type { Aggregate, Field } from '../../domain/blueprint.ts';
import { sentenceCase } from '../../domain/naming.ts';
import { fieldSchema } from './field-schema.ts';
import type { JsonObject } from './json-object.ts';
import { descriptionText } from './plain-text.ts';

export const idSchema: JsonObject = {
  type: 'string',
  format: 'uuid',
  description: 'UUIDv7, set by the server.',
};

export const recordedAtSchema: JsonObject = {
  type: 'string',
  format: 'date-time',
  description: 'When it was recorded: RFC 3339, UTC, set by the server.',
};

const named = (fields: readonly Field[]): JsonObject =>
  Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)]));

const namesOf = (fields: readonly Field[], test: (field: Field) => boolean): string[] =>
  fields.filter(test).map(({ name }) => name);

/** What the service answers: identity, time of recording and the fields that are present. */
export const resourceSchema = (aggregate: Aggregate): JsonObject => ({
  type: 'object',
  description: descriptionText(aggregate.description),
  required: [
    'id',
    'recordedAt',
    ...namesOf(aggregate.fields, (field) => field.required || field.default === 'now'),
  ],
  properties: { id: idSchema, recordedAt: recordedAtSchema, ...named(aggregate.fields) },
});

/** Body of create and update: the aggregate's fields only. */
export const inputSchema = (aggregate: Aggregate): JsonObject => {
  const required = namesOf(aggregate.fields, (field) => field.required && field.default === 'none');
  return {
    type: 'object',
    description: `${sentenceCase(aggregate.name)}, as the caller gives it.`,
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    properties: named(aggregate.fields),
  };
};

export const pageSchema = (aggregate: Aggregate): JsonObject => ({
  type: 'object',
  description: `One page of ${sentenceCase(aggregate.plural).toLowerCase()}, newest first.`,
  required: ['items'],
  properties: {
    items: { type: 'array', maxItems: 200, items: { $ref: `#/components/schemas/${aggregate.name}` } },
    nextCursor: {
      type: 'string',
      description: 'Pass it as `cursor` to get the next page. Absent on the last page.',
    },
  },
});
