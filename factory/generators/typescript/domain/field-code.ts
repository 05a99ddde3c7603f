import type { Field, FieldType } from '../../../domain/blueprint.ts';
import { isAlwaysPresent } from '../aggregate-model.ts';
import { docComment, literal, sentence } from '../source-text.ts';

/** TypeScript type of a field's value. */
export const valueType = (type: FieldType): string => {
  switch (type.kind) {
    case 'integer':
    case 'decimal':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'enum':
      return type.values.map(literal).join(' | ');
    case 'json':
      return 'JsonObject';
    default:
      return 'string';
  }
};

const notes: Partial<Record<FieldType['kind'], string>> = {
  date: '`YYYY-MM-DD`.',
  instant: 'RFC 3339, UTC.',
};

/** The member of a type that holds a field. */
export const fieldMember = (field: Field): string => {
  const note = notes[field.type.kind];
  const comment = docComment([sentence(field.description), note].filter(Boolean).join(' '));
  return `${comment}\n${field.name}${isAlwaysPresent(field) ? '' : '?'}: ${valueType(field.type)};`;
};

type RuleCode = { name: string; options?: object };

const ruleOf = (type: FieldType): RuleCode => {
  switch (type.kind) {
    case 'string':
      return { name: 'text', options: { minLength: type.minLength || undefined, maxLength: type.maxLength } };
    case 'text':
      return { name: 'text', options: { maxLength: type.maxLength } };
    case 'integer':
      return { name: 'integer', options: { minimum: type.minimum, maximum: type.maximum } };
    case 'decimal':
      return {
        name: 'decimal',
        options: { scale: type.scale, minimum: type.minimum, maximum: type.maximum },
      };
    case 'boolean':
      return { name: 'flag' };
    case 'date':
      return { name: 'calendarDate' };
    case 'instant':
      return { name: 'instant' };
    case 'enum':
      return { name: 'oneOf', options: type.values };
    case 'json':
      return { name: 'jsonObject', options: { maxBytes: type.maxBytes } };
  }
};

/** The functions of `#connectsoft/value-rules` that a field's rule calls. */
export const ruleNames = (field: Field): string[] => [
  isAlwaysPresent(field) ? 'required' : 'optional',
  ruleOf(field.type).name,
];

/** `required(text({ minLength: 1, maxLength: 200 }))` */
export const ruleCode = (field: Field): string => {
  const { name, options } = ruleOf(field.type);
  const argument = options === undefined ? '' : literal(options);
  return `${isAlwaysPresent(field) ? 'required' : 'optional'}(${name}(${argument === '{}' ? '' : argument}))`;
};
