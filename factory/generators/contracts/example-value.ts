import type { Field, FieldType } from '../../domain/field.ts';
import type { JsonObject } from './json-object.ts';

const clamped = (value: number, minimum = -Infinity, maximum = Infinity): number =>
  Math.min(Math.max(value, minimum), maximum);

/** A value of a type for the documentation, where the blueprint has no example. */
export const exampleValue = (type: FieldType): unknown => {
  switch (type.kind) {
    case 'string':
      return 'Example'.slice(0, type.maxLength).padEnd(type.minLength, '.');
    case 'text':
      return 'Example'.slice(0, type.maxLength);
    case 'integer':
    case 'decimal':
      return clamped(10, type.minimum, type.maximum);
    case 'boolean':
      return true;
    case 'date':
      return '2026-01-15';
    case 'instant':
      return '2026-01-15T09:30:00.000Z';
    case 'enum':
      return type.values[0];
    case 'reference':
      return '019bc0fd-89c0-7b3a-8f21-5d0c6e9a4b18';
    case 'list':
      return [];
    case 'json':
      return {};
  }
};

/** An example of a body of these fields. */
export const exampleBody = (fields: readonly Field[]): JsonObject =>
  Object.fromEntries(fields.map(({ name, type }) => [name, exampleValue(type)]));
