import { givenFields, type Aggregate } from '../../domain/aggregate.ts';
import { aggregateOf, type Service } from '../../domain/blueprint.ts';
import type { Expression } from '../../domain/expression.ts';
import { sentenceCase } from '../../domain/naming.ts';
import type { Reaction, ReactionOf } from '../../domain/reaction.ts';
import { eventType } from './event-address.ts';
import { typeSchema } from './field-schema.ts';
import type { JsonObject } from './json-object.ts';
import { descriptionText, sentences } from './plain-text.ts';

/** An event of another service that this one reacts to, and its reactions. */
export type Received = { from: string; name: string; version: number; reactions: Reaction[] };

/** Events of other services that a service reacts to, each once, in the order of its reactions. */
export const receivedEvents = (service: Service): Received[] => {
  const received = new Map<string, Received>();
  for (const reaction of service.reactions.filter(({ from }) => from !== service.name)) {
    const { from, event: name, version } = reaction;
    const known = received.get(`${from} ${name} ${version}`) ?? { from, name, version, reactions: [] };
    received.set(`${from} ${name} ${version}`, { ...known, reactions: [...known.reactions, reaction] });
  }
  return [...received.values()];
};

/** Bounds are the producer's business: what is read must be there and have the type. */
const withoutBounds = ({ type, format, enum: values }: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries({ type, format, enum: values }).filter(([, value]) => value !== undefined),
  );

const uuid: JsonObject = { type: 'string', format: 'uuid' };

const readAs = (aggregate: Aggregate, name: string): JsonObject => {
  const field = aggregate.fields.find((candidate) => candidate.name === name);
  if (!field) return uuid;
  const { type } = field;
  if (type.kind !== 'list') return withoutBounds(typeSchema(type));
  const child = aggregate.children.find((candidate) => candidate.name === type.child);
  const parts = child ? givenFields(child) : [];
  return {
    type: 'array',
    items: {
      type: 'object',
      required: parts.filter(({ required }) => required).map((part) => part.name),
      properties: Object.fromEntries(parts.map((part) => [part.name, withoutBounds(typeSchema(part.type))])),
    },
  };
};

const nestedExpressions = (value: unknown): Expression[] => {
  if (Array.isArray(value)) return value.flatMap(nestedExpressions);
  return typeof value === 'object' && value !== null && 'op' in value ? [value as Expression] : [];
};

/** Values of the event that an expression reads inside a calculation. */
const pathsIn = (expression: Expression): string[] =>
  expression.op === 'event'
    ? [expression.path]
    : Object.values(expression).flatMap(nestedExpressions).flatMap(pathsIn);

const createReads = (aggregate: Aggregate, { does }: ReactionOf<'create'>): [string, JsonObject][] =>
  Object.entries(does.input).flatMap(([field, expression]): [string, JsonObject][] =>
    expression.op === 'event'
      ? [[expression.path, readAs(aggregate, field)]]
      : pathsIn(expression).map((path) => [path, {}]),
  );

const aggregateOfUseCase = (service: Service, name: string): Aggregate => {
  const useCase = service.useCases.find((candidate) => candidate.name === name);
  if (!useCase) throw new Error(`Service ${service.name} has no use case ${name}, which a reaction runs.`);
  return aggregateOf(service, useCase.aggregate);
};

/** What a reaction reads of the event's data, by name. */
const readsOf = (service: Service, reaction: Reaction): [string, JsonObject][] => {
  const { does } = reaction;
  switch (does.kind) {
    case 'create':
      return createReads(aggregateOfUseCase(service, does.useCase), reaction as ReactionOf<'create'>);
    case 'transition':
      return [[does.path, readAs(aggregateOfUseCase(service, does.useCase), does.field)]];
    case 'reserve':
    case 'release':
      return [
        [
          does.list,
          {
            type: 'array',
            items: {
              type: 'object',
              required: [does.item, does.quantity],
              properties: { [does.item]: uuid, [does.quantity]: { type: 'integer' } },
            },
          },
        ],
      ];
    case 'ask':
      return [];
  }
};

/** Optional fields of what is created may be absent from the event too. */
const isNeeded = (service: Service, { does }: Reaction, path: string): boolean => {
  if (does.kind !== 'create') return true;
  const { fields } = aggregateOfUseCase(service, does.useCase);
  return Object.entries(does.input).some(([name, expression]) => {
    const field = fields.find((candidate) => candidate.name === name);
    return pathsIn(expression).includes(path) && (field === undefined || field.required);
  });
};

/** What a service reads of an event's data. */
export const expectationSchema = (service: Service, { reactions }: Received): JsonObject => {
  const reads = reactions.flatMap((reaction) =>
    readsOf(service, reaction).map(([path, schema]) => ({
      path,
      schema,
      needed: isNeeded(service, reaction, path),
    })),
  );
  return {
    type: 'object',
    required: [...new Set(reads.filter(({ needed }) => needed).map(({ path }) => path))],
    properties: Object.fromEntries(reads.map(({ path, schema }) => [path, schema])),
  };
};

/** The same as a document of its own, JSON Schema 2020-12. */
export const expectationDocument = (service: Service, received: Received): JsonObject => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:${eventType({ name: `${service.name}.expects.${received.from}` }, received).replaceAll('.', ':')}`,
  title: `What ${service.name} reads of ${sentenceCase(received.name).toLowerCase()}`,
  description: sentences(...received.reactions.map(({ description }) => descriptionText(description))),
  ...expectationSchema(service, received),
});
