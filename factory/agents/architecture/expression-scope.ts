import { serverFields, type Aggregate } from '../../domain/aggregate.ts';
import type { Field, FieldType } from '../../domain/field.ts';

/** Where an expression stands: what it may name. */
export type ExpressionScope = {
  fields: readonly Field[];
  /** Parts by their list field. */
  parts?: (list: string) => readonly Field[] | undefined;
  inputs?: readonly Field[];
  /** Fields of the aggregate of this service that a reference field names. */
  related?: (reference: string) => readonly Field[] | undefined;
  event?: readonly Field[];
};

const serverOwn = (name: string, type: FieldType): Field => ({
  name,
  description: name,
  type,
  required: true,
  unique: false,
  sensitivity: 'none',
  default: 'none',
  immutable: true,
  managed: true,
});

/** Every field of a resource: what its aggregate says, and what the server adds. Its own `id` is an id. */
export const resourceFields = (aggregate: Aggregate): Field[] => [
  ...aggregate.fields,
  serverOwn('id', { kind: 'reference', aggregate: aggregate.name }),
  serverOwn('recordedAt', { kind: 'instant' }),
  ...serverFields(aggregate),
];

/** The scope of an aggregate's own expressions. `aggregates` are those of its service. */
export const aggregateScope = (
  aggregate: Aggregate,
  aggregates: readonly Aggregate[],
  inputs: readonly Field[] = [],
): ExpressionScope => ({
  fields: resourceFields(aggregate),
  inputs,
  parts: (list) => {
    const type = aggregate.fields.find(({ name }) => name === list)?.type;
    return type?.kind === 'list'
      ? aggregate.children.find(({ name }) => name === type.child)?.fields
      : undefined;
  },
  related: (reference) => {
    const type = aggregate.fields.find(({ name }) => name === reference)?.type;
    const other =
      type?.kind === 'reference' && type.service === undefined
        ? aggregates.find(({ name }) => name === type.aggregate)
        : undefined;
    return other && resourceFields(other);
  },
});
