import { z } from 'zod';

import { stackSchema } from './project-definition.ts';
import { unrealisedSchema } from './product-plan.ts';
import { slugSchema } from './slug.ts';

const pascalName = z.string().regex(/^[A-Z][A-Za-z0-9]{0,59}$/);
const camelName = z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/);
const trace = z.array(z.string().regex(/^R[1-9]\d*$/)).min(1);

export const fieldTypeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('string'),
    minLength: z.number().int().min(0),
    maxLength: z.number().int().max(400),
  }),
  z.strictObject({ kind: z.literal('text'), maxLength: z.number().int().max(20_000) }),
  z.strictObject({
    kind: z.literal('integer'),
    minimum: z.number().int().optional(),
    maximum: z.number().int().optional(),
  }),
  z.strictObject({
    kind: z.literal('decimal'),
    /** Digits after the decimal point. */
    scale: z.number().int().min(0).max(9),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
  z.strictObject({ kind: z.literal('boolean') }),
  /** Calendar day, `YYYY-MM-DD`. */
  z.strictObject({ kind: z.literal('date') }),
  /** Point in time, RFC 3339, kept in UTC. */
  z.strictObject({ kind: z.literal('instant') }),
  z.strictObject({ kind: z.literal('enum'), values: z.array(z.string().min(1)).min(2) }),
  /** Any JSON object. */
  z.strictObject({ kind: z.literal('json'), maxBytes: z.number().int().max(64_000) }),
]);
export type FieldType = z.infer<typeof fieldTypeSchema>;

export const fieldSchema = z.strictObject({
  name: camelName,
  description: z.string().min(1),
  type: fieldTypeSchema,
  required: z.boolean(),
  /** No two live aggregates share its value. */
  unique: z.boolean().default(false),
  /** `personal` values are masked in logs. */
  sensitivity: z.enum(['none', 'personal']).default('none'),
  /** `now`: the server fills it with the time of the write when the caller gives none (instants only). */
  default: z.enum(['none', 'now']).default('none'),
});
export type Field = z.infer<typeof fieldSchema>;

/** Besides `fields` every aggregate has `id` (UUIDv7) and `recordedAt` (instant), both set by the server. */
export const aggregateSchema = z.strictObject({
  name: pascalName,
  plural: pascalName,
  description: z.string().min(1),
  /** `append-only`: no update, no delete, ordered. `plain`: create, update, remove as use cases say. */
  kind: z.enum(['append-only', 'plain']),
  fields: z.array(fieldSchema).min(1),
  requirementIds: trace,
});
export type Aggregate = z.infer<typeof aggregateSchema>;

export const filterSchema = z.strictObject({
  field: camelName,
  /** `equals` → query parameter `<field>`; `range` → `<field>From` (inclusive) and `<field>To` (exclusive). */
  match: z.enum(['equals', 'range']),
});
export type Filter = z.infer<typeof filterSchema>;

/** Given/when/then with concrete values. `input` is a body without the fields the server fills. */
export const exampleSchema = z.strictObject({
  title: z.string().min(1),
  input: z.record(z.string(), z.json()),
});
export type Example = z.infer<typeof exampleSchema>;

const useCaseBase = {
  /** Unique in the service; the operationId: `recordEvent`. */
  name: camelName,
  aggregate: pascalName,
  summary: z.string().min(1),
  /** Role that performs it, in the plan's words. */
  actor: z.string().min(1),
  requirementIds: trace,
  storyIds: z.array(z.string()).min(1),
};

export const useCaseSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('create'),
    ...useCaseBase,
    emits: z.array(pascalName),
    examples: z.array(exampleSchema).min(1),
  }),
  z.strictObject({ kind: z.literal('get'), ...useCaseBase }),
  z.strictObject({
    kind: z.literal('update'),
    ...useCaseBase,
    emits: z.array(pascalName),
    examples: z.array(exampleSchema).min(1),
  }),
  z.strictObject({ kind: z.literal('remove'), ...useCaseBase, emits: z.array(pascalName) }),
  z.strictObject({ kind: z.literal('search'), ...useCaseBase, filters: z.array(filterSchema) }),
  z.strictObject({
    kind: z.literal('export'),
    ...useCaseBase,
    filters: z.array(filterSchema),
    formats: z.array(z.enum(['csv', 'ndjson'])).min(1),
  }),
]);
export type UseCase = z.infer<typeof useCaseSchema>;

/** A domain event that leaves the service. Its data is the aggregate's state after the change. */
export const eventSchema = z.strictObject({
  /** Past tense: `EventRecorded`. */
  name: pascalName,
  version: z.number().int().positive(),
  aggregate: pascalName,
  description: z.string().min(1),
  /** `removed` events carry the id only. */
  cause: z.enum(['created', 'updated', 'removed']),
  requirementIds: trace,
});
export type DomainEvent = z.infer<typeof eventSchema>;

export const decisionSchema = z.strictObject({
  /** `ADR-0001`, … */
  id: z.string().regex(/^ADR-\d{4}$/),
  title: z.string().min(1),
  context: z.string().min(1),
  decision: z.string().min(1),
  consequences: z.array(z.string()).min(1),
  alternatives: z.array(z.strictObject({ option: z.string(), rejectedBecause: z.string() })),
});
export type Decision = z.infer<typeof decisionSchema>;

export const serviceSchema = z.strictObject({
  name: slugSchema,
  title: z.string().min(1),
  description: z.string().min(1),
  boundedContext: pascalName,
  stack: stackSchema,
  store: z.strictObject({ kind: z.literal('cosmos-db'), partitionKey: camelName, reason: z.string().min(1) }),
  aggregates: z.array(aggregateSchema).min(1),
  useCases: z.array(useCaseSchema).min(1),
  events: z.array(eventSchema),
});
export type Service = z.infer<typeof serviceSchema>;

export const boundedContextSchema = z.strictObject({
  name: pascalName,
  description: z.string().min(1),
  /** Ubiquitous language. */
  terms: z.array(z.strictObject({ term: z.string(), meaning: z.string() })).min(1),
});

/** The typed contract between thinking and writing. Stored in every generated repository as `factory/blueprint.json`. */
export const blueprintSchema = z.strictObject({
  schemaVersion: z.literal(1),
  title: z.string().min(1),
  boundedContexts: z.array(boundedContextSchema).min(1),
  services: z.array(serviceSchema).min(1),
  contextMap: z.array(
    z.strictObject({
      upstream: z.string(),
      downstream: z.string(),
      pattern: z.enum(['published-language', 'open-host-service']),
    }),
  ),
  nonFunctional: z.array(z.strictObject({ id: z.string(), text: z.string() })),
  decisions: z.array(decisionSchema).min(1),
  unrealised: z.array(unrealisedSchema),
});
export type Blueprint = z.infer<typeof blueprintSchema>;

export const aggregateOf = (service: Service, name: string): Aggregate => {
  const found = service.aggregates.find((aggregate) => aggregate.name === name);
  if (!found) throw new Error(`Service ${service.name} has no aggregate ${name}.`);
  return found;
};
