import type { FieldType } from '../../domain/blueprint.ts';
import type { PlannedAttribute } from '../../domain/product-plan.ts';
import { thingNamed, type Things } from './thing.ts';

/** Texts that run over several lines. Characters, as everywhere. */
const LONG =
  /(?:^| )(?:description|notes?|comments?|text|body|content|instructions|message|remarks?|summary)$/;
/** What may be below zero. */
const SIGNED = /temperature|balance|difference|points|score|floor|adjustment|offset/;
/** Of what is asked for or offered there is at least one. */
const COUNTED = /(?:^| )(?:quantity|capacity)$/;

const textType = ({ name }: PlannedAttribute, searched: boolean): FieldType =>
  LONG.test(name) && !searched
    ? { kind: 'text', maxLength: 4_000 }
    : { kind: 'string', minLength: 1, maxLength: 200 };

const whole = ({ name }: PlannedAttribute): FieldType => {
  if (SIGNED.test(name)) return { kind: 'integer' };
  return { kind: 'integer', minimum: COUNTED.test(name) ? 1 : 0 };
};

const moneyType = ({ name }: PlannedAttribute): FieldType => ({
  kind: 'decimal',
  scale: 2,
  ...(SIGNED.test(name) ? {} : { minimum: 0 }),
});

const referenceType = ({ refers }: PlannedAttribute, things: Things, service: string): FieldType => {
  const other = refers === undefined ? undefined : thingNamed(things, refers);
  if (!other) return { kind: 'string', minLength: 1, maxLength: 200 };
  return {
    kind: 'reference',
    aggregate: other.type,
    ...(other.service === service ? {} : { service: other.service }),
  };
};

/** The type of an attribute of a thing in `service`. A reference to what the plan does not keep is a name of it. */
export const fieldType = (
  attribute: PlannedAttribute,
  searched: boolean,
  things: Things,
  service: string,
): FieldType => {
  switch (attribute.nature) {
    case 'text':
      return textType(attribute, searched);
    case 'number':
      return whole(attribute);
    case 'quantity':
      return { kind: 'decimal', scale: 6 };
    case 'money':
      return moneyType(attribute);
    case 'date':
      return { kind: 'date' };
    case 'instant':
      return { kind: 'instant' };
    case 'flag':
      return { kind: 'boolean' };
    case 'choice':
      return { kind: 'enum', values: attribute.choices };
    case 'details':
      return { kind: 'json', maxBytes: 16_000 };
    case 'reference':
      return referenceType(attribute, things, service);
  }
};
