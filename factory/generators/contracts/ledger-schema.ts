import type { Aggregate, Ledger } from '../../domain/aggregate.ts';
import type { Service, UseCase } from '../../domain/blueprint.ts';
import { fieldSchema } from './field-schema.ts';
import type { JsonObject } from './json-object.ts';

export type Post = Extract<UseCase, { kind: 'post' }>;

export const postsOf = (service: Service, { name }: Aggregate): Post[] =>
  service.useCases.filter(
    (useCase): useCase is Post => useCase.kind === 'post' && useCase.aggregate === name,
  );

/** What is posted: more than nothing, in the ledger's unit. */
const amountSchema = ({ unit, scale }: Ledger): JsonObject => ({
  ...(scale === 0
    ? { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER }
    : { type: 'number', exclusiveMinimum: 0 }),
  description:
    scale === 0 ? `How many ${unit}.` : `How many ${unit}. At most ${scale} digits after the decimal point.`,
});

/** Body of a posting: the amount under the name of the unit, and what goes with it. */
export const postingSchema = (ledger: Ledger, { input }: Post): JsonObject => ({
  type: 'object',
  additionalProperties: false,
  required: [
    ledger.unit,
    ...input.filter((field) => field.required && field.default === 'none').map(({ name }) => name),
  ],
  properties: {
    [ledger.unit]: amountSchema(ledger),
    ...Object.fromEntries(input.map((field) => [field.name, fieldSchema(field)])),
  },
});

/** What was posted, oldest first. */
export const entriesSchema = (ledger: Ledger, posts: readonly Post[]): JsonObject => ({
  type: 'array',
  readOnly: true,
  description: 'What was posted, oldest first.',
  items: {
    type: 'object',
    required: ['at', 'kind', 'amount'],
    properties: {
      at: { type: 'string', format: 'date-time', description: 'When.' },
      kind: {
        type: 'string',
        enum: [...new Set(posts.map(({ verb }) => verb)), ...(ledger.expiry ? ['expire'] : [])],
        description: 'What was done.',
      },
      amount: amountSchema(ledger),
      ...(ledger.expiry
        ? {
            expiresAt: {
              type: 'string',
              format: 'date-time',
              description: 'When what was put in and not taken out is lost.',
            },
          }
        : {}),
      ...Object.fromEntries(
        posts.flatMap(({ input }) => input).map((field) => [field.name, fieldSchema(field)]),
      ),
    },
  },
});
