import type { FieldType } from '../../domain/field.ts';

/** What a value is, as far as expressions tell values apart. `parts` and `json` cannot be compared. */
export type ValueType = 'number' | 'text' | 'flag' | 'instant' | 'date' | 'id' | 'parts' | 'json';

const VALUE_TYPES: Record<FieldType['kind'], ValueType> = {
  string: 'text',
  text: 'text',
  integer: 'number',
  decimal: 'number',
  boolean: 'flag',
  date: 'date',
  instant: 'instant',
  enum: 'text',
  reference: 'id',
  list: 'parts',
  json: 'json',
};

export const valueType = ({ kind }: FieldType): ValueType => VALUE_TYPES[kind];
