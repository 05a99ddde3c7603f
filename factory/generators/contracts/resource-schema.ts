import { givenFields, serverFields, type Aggregate, type Child } from '../../domain/aggregate.ts';
import type { Field } from '../../domain/field.ts';
import { sentenceCase } from '../../domain/naming.ts';
import { fieldSchema, type PartSchema } from './field-schema.ts';
import type { JsonObject } from './json-object.ts';
import { entriesSchema, type Post } from './ledger-schema.ts';
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

const named = (fields: readonly Field[], partSchema?: PartSchema): JsonObject =>
  Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field, partSchema)]));

const namesOf = (fields: readonly Field[], test: (field: Field) => boolean): string[] =>
  fields.filter(test).map(({ name }) => name);

/** Of what the service computes or sets, only what it always has is promised. */
const isPromised = ({ required, managed, default: fallback }: Field): boolean =>
  fallback === 'now' || (required && !managed);

const mustBeGiven = (field: Field): boolean => field.required && field.default === 'none';

const requiring = (names: readonly string[]): JsonObject => (names.length > 0 ? { required: names } : {});

/** A part of a list as the service answers it. */
export const partResourceSchema = ({ description, fields }: Child): JsonObject => ({
  type: 'object',
  description: descriptionText(description),
  ...requiring(namesOf(fields, isPromised)),
  properties: named(fields),
});

/** A part of a list as the caller gives it. */
export const partInputSchema = (child: Child): JsonObject => ({
  ...bodySchema(givenFields(child)),
  description: `${sentenceCase(child.name)}, as the caller gives it.`,
});

/** A body of these fields and no other. */
export const bodySchema = (fields: readonly Field[], partSchema?: PartSchema): JsonObject => ({
  type: 'object',
  additionalProperties: false,
  ...requiring(namesOf(fields, mustBeGiven)),
  properties: named(fields, partSchema),
});

/** Names of the component schemas of an aggregate's parts: as they are answered, and as they are given. */
export const partName = (aggregate: Aggregate, child: string): string => `${aggregate.name}${child}`;
export const partInputName = (aggregate: Aggregate, child: string): string =>
  `${partName(aggregate, child)}Input`;

/** Parts described where they stand, for documents without components. */
export const partsInPlace =
  ({ children }: Aggregate): PartSchema =>
  (name) => {
    const child = children.find((candidate) => candidate.name === name);
    return child ? partResourceSchema(child) : { type: 'object' };
  };

/** What the service answers: identity, time of recording, the fields that are present, and what the service adds. */
export const resourceSchema = (
  aggregate: Aggregate,
  posts: readonly Post[],
  partSchema: PartSchema,
): JsonObject => {
  const { fields, description, ledger } = aggregate;
  const added = serverFields(aggregate);
  return {
    type: 'object',
    description: descriptionText(description),
    required: [
      'id',
      'recordedAt',
      ...namesOf(fields, isPromised),
      ...namesOf(added, ({ required }) => required),
      ...(ledger ? ['entries'] : []),
    ],
    properties: {
      id: idSchema,
      recordedAt: recordedAtSchema,
      ...named(fields, partSchema),
      ...named(added),
      ...(ledger ? { entries: entriesSchema(ledger, posts) } : {}),
    },
  };
};

/** Body of create and update: what the caller gives, nothing else. */
export const inputSchema = (aggregate: Aggregate, partSchema: PartSchema): JsonObject => ({
  ...bodySchema(givenFields(aggregate), partSchema),
  description: `${sentenceCase(aggregate.name)}, as the caller gives it.`,
});

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
