import type { Field, FieldType } from '../../../domain/blueprint.ts';
import { camelCase } from '../../../domain/naming.ts';
import { isAlwaysPresent } from '../aggregate-model.ts';
import { typeName } from '../identifiers.ts';
import { block, docComment, literal, sentence } from '../source-text.ts';

/** The type of a part: `Line`. */
export const partType = (child: string): string => typeName(child);

/** The function that reads a part: `line`. */
export const partRule = (child: string): string => `${camelCase(child)}Rule`;

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
    case 'list':
      return `${partType(type.child)}[]`;
    default:
      return 'string';
  }
};

const notes: Partial<Record<FieldType['kind'], string>> = {
  date: '`YYYY-MM-DD`.',
  instant: 'RFC 3339, UTC.',
};

/** The member of a type that holds a field, which may be absent unless it is always present. */
export const fieldMemberOf = (field: Field, isPresent: boolean): string => {
  const note = notes[field.type.kind];
  const comment = docComment([sentence(field.description), note].filter(Boolean).join(' '));
  return `${comment}\n${field.name}${isPresent ? '' : '?'}: ${valueType(field.type)};`;
};

/** The member of a type that holds a field that is given. */
export const fieldMember = (field: Field): string => fieldMemberOf(field, isAlwaysPresent(field));

type RuleCode = { name: string; options?: object; argument?: string };

type Translators = { [K in FieldType['kind']]: (type: Extract<FieldType, { kind: K }>) => RuleCode };

const rulesByKind: Translators = {
  string: ({ minLength, maxLength }) => ({
    name: 'text',
    options: { minLength: minLength || undefined, maxLength },
  }),
  text: ({ maxLength }) => ({ name: 'text', options: { maxLength } }),
  integer: ({ minimum, maximum }) => ({ name: 'integer', options: { minimum, maximum } }),
  decimal: ({ scale, minimum, maximum }) => ({ name: 'decimal', options: { scale, minimum, maximum } }),
  boolean: () => ({ name: 'flag' }),
  date: () => ({ name: 'calendarDate' }),
  instant: () => ({ name: 'instant' }),
  enum: ({ values }) => ({ name: 'oneOf', options: values }),
  json: ({ maxBytes }) => ({ name: 'jsonObject', options: { maxBytes } }),
  reference: () => ({ name: 'reference' }),
  list: ({ child, minItems, maxItems }) => ({
    name: 'listOf',
    argument: partRule(child),
    options: { minItems, maxItems },
  }),
};

const ruleOf = (type: FieldType): RuleCode => {
  const translate = rulesByKind[type.kind] as (type: FieldType) => RuleCode;
  return translate(type);
};

/** The functions of `#connectsoft/value-rules` that a field's rule calls. */
export const ruleNames = (field: Field): string[] => [
  isAlwaysPresent(field) ? 'required' : 'optional',
  ruleOf(field.type).name,
];

/** `required(text({ minLength: 1, maxLength: 200 }))` */
export const ruleCode = (field: Field): string => {
  const { name, options, argument } = ruleOf(field.type);
  const written = options === undefined ? '' : literal(options);
  const given = [argument, written === '{}' ? '' : written].filter(Boolean).join(', ');
  return `${isAlwaysPresent(field) ? 'required' : 'optional'}(${name}(${given}))`;
};

/** Rules that `#connectsoft/part-rules` has; the others are in `#connectsoft/value-rules`. */
const partRules = new Set(['reference', 'listOf', 'partOf']);

/** Imports of the functions that rules of fields call, and of `others` of the same modules. */
export const ruleImports = (
  fields: readonly Field[],
  others: readonly string[],
  types: readonly string[] = ['Rules'],
): string => {
  const names = [...new Set([...others, ...fields.flatMap(ruleNames)])].toSorted();
  const inParts = names.filter((name) => partRules.has(name));
  return block(
    inParts.length > 0 && `import { ${inParts.join(', ')} } from '#connectsoft/part-rules';`,
    `import { ${[...names.filter((name) => !partRules.has(name)), ...types.map((name) => `type ${name}`)].join(', ')} } from '#connectsoft/value-rules';`,
  );
};
