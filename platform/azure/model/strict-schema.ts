import {
  alternativesOf,
  isSchema,
  membersOf,
  namesOf,
  permits,
  sizeOf,
  TOLD,
  type JsonSchema,
  type StrictLimits,
} from './schema-size.ts';

const toldOf = (schema: JsonSchema): JsonSchema => {
  const told = TOLD.filter((keyword) => keyword in schema).map(
    (keyword) => `${keyword}: ${JSON.stringify(schema[keyword])}`,
  );
  const words = [schema['description'], ...told].filter((part) => typeof part === 'string');
  return words.length === 0 ? {} : { description: words.join('; ') };
};

const converted = (schema: JsonSchema): JsonSchema => {
  const members = membersOf(schema, 'properties').map(([name, member]): [string, JsonSchema] => [
    name,
    namesOf(schema['required']).includes(name)
      ? converted(member)
      : { anyOf: [converted(member), { type: 'null' }] },
  ]);
  const alternatives = alternativesOf(schema).map(converted);
  const definitions = membersOf(schema, '$defs');
  return {
    ...('type' in schema ? { type: schema['type'] } : {}),
    ...('$ref' in schema ? { $ref: schema['$ref'] } : toldOf(schema)),
    ...('enum' in schema ? { enum: schema['enum'] } : {}),
    ...('const' in schema ? { enum: [schema['const']] } : {}),
    ...(schema['type'] === 'object'
      ? {
          properties: Object.fromEntries(members),
          required: members.map(([name]) => name),
          additionalProperties: false,
        }
      : {}),
    ...(isSchema(schema['items']) ? { items: converted(schema['items']) } : {}),
    ...(alternatives.length > 0 ? { anyOf: alternatives } : {}),
    ...(definitions.length > 0
      ? { $defs: Object.fromEntries(definitions.map(([name, each]) => [name, converted(each)])) }
      : {}),
  };
};

/** A schema in the words of strict mode, or `undefined` where it says more than these can, or is too large. */
export const strictSchema = (schema: unknown, limits: StrictLimits): JsonSchema | undefined =>
  isSchema(schema) && permits(schema, limits) ? converted(schema) : undefined;

/** An answer to a strict schema as the original one means it: without the members that are absent. */
export const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isSchema(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => (item === null ? [] : [[name, withoutNulls(item)]])),
  );
};

/** Whether an answer to the strict form has nulls that stand for absence. */
export const hasOptional = (schema: unknown): boolean => isSchema(schema) && sizeOf(schema).hasOptional;
