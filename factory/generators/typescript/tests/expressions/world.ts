import type { Aggregate, Field, Service } from '../../../../domain/blueprint.ts';
import { isGiven } from '../../../../domain/field.ts';
import { serverFields } from '../../../../domain/aggregate.ts';

/** Values by field name. Instants and dates are text, a list is an array of parts. */
export type Values = Readonly<Record<string, unknown>>;

/** Everything that an expression can read. */
export type World = {
  /** RFC 3339, UTC, with milliseconds. */
  now: string;
  /** What the aggregate holds: derived fields are computed from it. */
  fields: Values;
  /** What the aggregates hold that its reference fields name, by reference field. */
  related: Readonly<Record<string, Values>>;
  input: Values;
};

/** Where an expression stands: whose it is, in which service. */
export type Place = { service: Service; aggregate: Aggregate; input: readonly Field[] };

/** Fields of an aggregate that a world holds a value for or computes. */
export const readable = (aggregate: Aggregate): Field[] => [...aggregate.fields, ...serverFields(aggregate)];

/** Fields of the parts in a list. */
export const partFields = (aggregate: Aggregate, list: string): Field[] => {
  const type = aggregate.fields.find(({ name }) => name === list)?.type;
  const child = type?.kind === 'list' ? type.child : '';
  return aggregate.children.find(({ name }) => name === child)?.fields ?? [];
};

/** The aggregate that a reference field names, where it is one of this service. */
export const referred = ({ service, aggregate }: Place, reference: string): Aggregate | undefined => {
  const type = aggregate.fields.find(({ name }) => name === reference)?.type;
  if (type?.kind !== 'reference' || type.service !== undefined) return undefined;
  return service.aggregates.find(({ name }) => name === type.aggregate);
};

/** What of a world a test can choose. */
export type Knob =
  | { of: 'now' }
  | { of: 'field' | 'input'; field: Field }
  | { of: 'related'; reference: string; field: Field }
  /** In the first part of a list. */
  | { of: 'part'; list: string; field: Field }
  /** How many parts a list has. */
  | { of: 'length'; list: Field };

export const sameKnob = (left: Knob, right: Knob): boolean => JSON.stringify(left) === JSON.stringify(right);

const parts = (fields: Values, list: string): Values[] => (fields[list] as Values[] | undefined) ?? [];

/** The same world but for the value of one knob. */
export const turned = (world: World, knob: Knob, value: unknown): World => {
  switch (knob.of) {
    case 'now':
      return { ...world, now: String(value) };
    case 'field':
      return { ...world, fields: { ...world.fields, [knob.field.name]: value } };
    case 'input':
      return { ...world, input: { ...world.input, [knob.field.name]: value } };
    case 'related': {
      const values = { ...world.related[knob.reference], [knob.field.name]: value };
      return { ...world, related: { ...world.related, [knob.reference]: values } };
    }
    case 'part': {
      const [first, ...others] = parts(world.fields, knob.list);
      const changed = [{ ...first, [knob.field.name]: value }, ...others];
      return { ...world, fields: { ...world.fields, [knob.list]: changed } };
    }
    case 'length': {
      const [first = {}] = parts(world.fields, knob.list.name);
      const length = Math.max(0, Math.min(Number(value), 500));
      return { ...world, fields: { ...world.fields, [knob.list.name]: Array<Values>(length).fill(first) } };
    }
  }
};

/** What a body holds of a world. */
export const givenOf = (aggregate: Aggregate, fields: Values): Values =>
  Object.fromEntries(
    aggregate.fields
      .filter((field) => isGiven(field) && fields[field.name] !== undefined)
      .map(({ name }) => [name, fields[name]]),
  );
