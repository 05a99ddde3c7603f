import { z } from 'zod';

import { aggregateSchema, type Aggregate } from './aggregate.ts';
import { customUnitSchema } from './custom-unit.ts';
import { expressionSchema } from './expression.ts';
import { fieldSchema } from './field.ts';
import { camelName, pascalName, requirementIds, stateName } from './names.ts';
import { processSchema } from './process.ts';
import { stackSchema } from './project-definition.ts';
import { unrealisedSchema } from './unrealised.ts';
import { externalSystemSchema, reactionSchema } from './reaction.ts';
import { slugSchema } from './slug.ts';

export { aggregateSchema, type Aggregate } from './aggregate.ts';
export { fieldSchema, fieldTypeSchema, type Field, type FieldType } from './field.ts';

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
  requirementIds,
  storyIds: z.array(z.string()).min(1),
  /** Only an actor with one of these roles; none named: everybody. */
  roles: z.array(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)).default([]),
  /** Only the actor whose name this field of the aggregate (or of the body, for create) holds. */
  owner: camelName.optional(),
};

/** What a transition or posting writes into a field of the aggregate. */
export const effectSchema = z.strictObject({ field: camelName, value: expressionSchema });
export type Effect = z.infer<typeof effectSchema>;

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
  /** Moves the aggregate to a state; refused (409) in every state that is not in `from`. */
  z.strictObject({
    kind: z.literal('transition'),
    ...useCaseBase,
    /** Infinitive in kebab-case, the last segment of its path: `mark-missed`. */
    verb: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
    from: z.array(stateName).min(1),
    to: stateName,
    /** What the body holds besides. */
    input: z.array(fieldSchema).default([]),
    effects: z.array(effectSchema).default([]),
    /** Done by the clock or by a reaction; has no HTTP operation. */
    automatic: z.boolean().default(false),
    emits: z.array(pascalName),
  }),
  /** Puts into or takes out of a ledger. */
  z.strictObject({
    kind: z.literal('post'),
    ...useCaseBase,
    verb: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
    direction: z.enum(['in', 'out']),
    /** What the body holds besides the amount; kept with the entry. */
    input: z.array(fieldSchema).default([]),
    emits: z.array(pascalName),
  }),
]);
export type UseCase = z.infer<typeof useCaseSchema>;

/**
 * A domain event that leaves the service. Its data is the resource after the change (`removed`: `{ id }`; `reserved`,
 * `reservation-refused`, `released`: `{ key, items: [{ id, quantity }] }`, with `reason` where refused).
 */
export const eventSchema = z.strictObject({
  /** Past tense: `EventRecorded`. */
  name: pascalName,
  version: z.number().int().positive(),
  aggregate: pascalName,
  description: z.string().min(1),
  cause: z.enum([
    'created',
    'updated',
    'removed',
    'transitioned',
    'posted',
    'reserved',
    'reservation-refused',
    'released',
  ]),
  requirementIds,
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
  /** What it does when an event arrives, of another service or its own. */
  reactions: z.array(reactionSchema).default([]),
  externalSystems: z.array(externalSystemSchema).default([]),
  /** Functions beyond the expressions, each of which computes one derived field. */
  customUnits: z.array(customUnitSchema).optional(),
  interfaces: z.array(z.enum(['rest', 'grpc'])).default(['rest']),
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
      pattern: z.enum([
        'published-language',
        'open-host-service',
        'customer-supplier',
        'conformist',
        'anticorruption-layer',
      ]),
    }),
  ),
  /** Business processes across services, choreographed by their events. */
  processes: z.array(processSchema).default([]),
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
