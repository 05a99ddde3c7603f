export type JsonSchema = { readonly [keyword: string]: unknown };

/** How much of a schema a service takes in strict mode. */
export type StrictLimits = { properties: number; depth: number; enumValues: number; characters: number };

/** As documented by each. */
export const AZURE_LIMITS: StrictLimits = {
  properties: 100,
  depth: 5,
  enumValues: 500,
  characters: 15_000,
};
export const OPENAI_LIMITS: StrictLimits = {
  properties: 5_000,
  depth: 10,
  enumValues: 1_000,
  characters: 120_000,
};

export const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Told in words, because strict mode refuses the keywords. */
export const TOLD = [
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
] as const;

const CONVERTED =
  'type enum const $ref description properties required additionalProperties items oneOf anyOf $defs $schema $id default title examples';
const KNOWN = new Set<string>([...TOLD, ...CONVERTED.split(' ')]);

export const membersOf = (schema: JsonSchema, keyword: string): [string, JsonSchema][] => {
  const members = schema[keyword];
  return isSchema(members)
    ? Object.entries(members).filter((entry): entry is [string, JsonSchema] => isSchema(entry[1]))
    : [];
};

const listOf = (schema: JsonSchema, keyword: string): JsonSchema[] => {
  const list = schema[keyword];
  return Array.isArray(list) ? list.filter(isSchema) : [];
};

export const namesOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

export const alternativesOf = (schema: JsonSchema): JsonSchema[] => [
  ...listOf(schema, 'anyOf'),
  ...listOf(schema, 'oneOf'),
];

/** The schemas directly in a schema; those of members are one level deeper. */
const inside = (schema: JsonSchema): { schema: JsonSchema; deeper: 0 | 1 }[] => [
  ...membersOf(schema, 'properties').map(([, member]) => ({ schema: member, deeper: 1 as const })),
  ...membersOf(schema, '$defs').map(([, member]) => ({ schema: member, deeper: 0 as const })),
  ...alternativesOf(schema).map((each) => ({ schema: each, deeper: 0 as const })),
  ...(isSchema(schema['items']) ? [{ schema: schema['items'], deeper: 0 as const }] : []),
];

type Size = StrictLimits & { hasNull: boolean; hasOptional: boolean; isFit: boolean };

const isFit = (schema: JsonSchema): boolean => {
  const isOpen =
    schema['type'] === 'object' &&
    (schema['additionalProperties'] !== false || !isSchema(schema['properties']));
  const isAnything = ['type', 'enum', 'const', '$ref', 'anyOf', 'oneOf'].every(
    (keyword) => !(keyword in schema),
  );
  const isTuple = schema['type'] === 'array' && !isSchema(schema['items']);
  return Object.keys(schema).every((keyword) => KNOWN.has(keyword)) && !isOpen && !isAnything && !isTuple;
};

const ownSize = (schema: JsonSchema): Size => {
  const names = [...membersOf(schema, 'properties'), ...membersOf(schema, '$defs')].map(([name]) => name);
  const values = namesOf(schema['enum']);
  const constant = 'const' in schema ? [String(schema['const'])] : [];
  return {
    properties: membersOf(schema, 'properties').length,
    depth: 0,
    enumValues: values.length + constant.length,
    characters: [...names, ...values, ...constant].join('').length,
    hasNull: schema['type'] === 'null' || namesOf(schema['type']).includes('null'),
    hasOptional: membersOf(schema, 'properties').some(
      ([name]) => !namesOf(schema['required']).includes(name),
    ),
    isFit: isFit(schema),
  };
};

export const sizeOf = (schema: JsonSchema): Size =>
  inside(schema).reduce<Size>((sum, { schema: part, deeper }) => {
    const size = sizeOf(part);
    return {
      properties: sum.properties + size.properties,
      depth: Math.max(sum.depth, size.depth + deeper),
      enumValues: sum.enumValues + size.enumValues,
      characters: sum.characters + size.characters,
      hasNull: sum.hasNull || size.hasNull,
      hasOptional: sum.hasOptional || size.hasOptional,
      isFit: sum.isFit && size.isFit,
    };
  }, ownSize(schema));

/** Whether strict mode can say what a schema says. A member that may be absent is `null` there, so no other may be. */
export const permits = (schema: JsonSchema, limits: StrictLimits): boolean => {
  const size = sizeOf(schema);
  return (
    schema['type'] === 'object' &&
    size.isFit &&
    !(size.hasNull && size.hasOptional) &&
    (['properties', 'depth', 'enumValues', 'characters'] as const).every((each) => size[each] <= limits[each])
  );
};
