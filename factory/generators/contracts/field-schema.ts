import { isGiven, type Field, type FieldType } from '../../domain/field.ts';
import { sentenceCase } from '../../domain/naming.ts';
import type { JsonObject } from './json-object.ts';
import { descriptionText, sentences } from './plain-text.ts';

const integerBounds = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };

const defined = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

/** How the parts of a list are described, by the name of the child: in place, or by a reference. */
export type PartSchema = (child: string) => JsonObject;

const anyPart: PartSchema = () => ({ type: 'object' });

/**
 * JSON Schema 2020-12 of a field's type. A decimal's scale is left to its description: `multipleOf` refuses 19.99 for 0.01
 * in most validators, which divide binary fractions.
 */
export const typeSchema = (type: FieldType, partSchema: PartSchema = anyPart): JsonObject => {
  switch (type.kind) {
    case 'string':
      return { type: 'string', minLength: type.minLength, maxLength: type.maxLength };
    case 'text':
      return { type: 'string', maxLength: type.maxLength };
    case 'integer':
      return {
        type: 'integer',
        minimum: type.minimum ?? integerBounds.minimum,
        maximum: type.maximum ?? integerBounds.maximum,
      };
    case 'decimal':
      return defined({
        type: 'number',
        minimum: type.minimum,
        maximum: type.maximum,
      });
    case 'boolean':
      return { type: 'boolean' };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'instant':
      return { type: 'string', format: 'date-time' };
    case 'enum':
      return { type: 'string', enum: type.values };
    case 'reference':
      return { type: 'string', format: 'uuid' };
    case 'list':
      return {
        type: 'array',
        minItems: type.minItems,
        maxItems: type.maxItems,
        items: partSchema(type.child),
      };
    case 'json':
      return { type: 'object' };
  }
};

/** Schema of a bound of a range: the field's type without its limits, for an exclusive bound may lie just beyond them. */
export const boundSchema = (type: FieldType): JsonObject => {
  const { type: jsonType, format } = typeSchema(type);
  return defined({ type: jsonType, format });
};

const typeNote = (type: FieldType): string => {
  if (type.kind === 'reference') {
    const name = sentenceCase(type.aggregate).toLowerCase();
    return type.service
      ? `Id of the ${name} in service ${type.service}`
      : `Id of the ${name}, which must exist`;
  }
  if (type.kind === 'instant') return 'RFC 3339; kept in UTC';
  if (type.kind === 'decimal') return `At most ${type.scale} digits after the decimal point`;
  return type.kind === 'json' ? `Any JSON object of at most ${type.maxBytes} bytes` : '';
};

const originNote = (field: Field): string => {
  if (field.derived) return 'Computed at every read';
  return field.managed ? 'Set by the service' : '';
};

/** Schema of a field with its description: what it means, and what the type alone does not say. */
export const fieldSchema = (field: Field, partSchema?: PartSchema): JsonObject => ({
  ...typeSchema(field.type, partSchema),
  ...(isGiven(field) ? {} : { readOnly: true }),
  description: sentences(
    descriptionText(field.description),
    typeNote(field.type),
    originNote(field),
    field.default === 'now' ? 'The time of the write when absent' : '',
    field.immutable ? 'Does not change' : '',
    field.unique ? 'No two share its value' : '',
    field.sensitivity === 'personal' ? 'Personal: masked in logs' : '',
  ),
});
