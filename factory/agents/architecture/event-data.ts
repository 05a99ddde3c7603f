import type { Aggregate, DomainEvent } from '../../domain/blueprint.ts';
import type { Field } from '../../domain/field.ts';
import { resourceFields } from './expression-scope.ts';

const KEY: Field = {
  name: 'key',
  description: 'The id of what asked.',
  type: { kind: 'reference', aggregate: 'Key' },
  required: true,
  unique: false,
  sensitivity: 'none',
  default: 'none',
  immutable: true,
  managed: true,
};

/** What the data of an event holds: the resource, or the key of a reservation. */
export const eventData = (aggregate: Aggregate, { cause }: DomainEvent): Field[] => {
  if (cause === 'reserved' || cause === 'reservation-refused' || cause === 'released') return [KEY];
  const fields = resourceFields(aggregate);
  return cause === 'removed' ? fields.filter(({ name }) => name === 'id') : fields;
};
