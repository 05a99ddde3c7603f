type Schema = Record<string, unknown>;

const REFUSED = [
  'oneOf',
  'allOf',
  'not',
  'if',
  'then',
  'else',
  'const',
  'default',
  'patternProperties',
  'propertyNames',
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
  'prefixItems',
  'contains',
  'unevaluatedProperties',
  'dependentRequired',
  'dependentSchemas',
  'minProperties',
  'maxProperties',
  '$schema',
];

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const children = (schema: Schema): Schema[] =>
  [
    ...['properties', '$defs'].flatMap((name) => (isSchema(schema[name]) ? Object.values(schema[name]) : [])),
    ...(Array.isArray(schema['anyOf']) ? schema['anyOf'] : []),
    ...(isSchema(schema['items']) ? [schema['items']] : []),
  ].filter(isSchema);

const all = (schema: Schema): Schema[] => [schema, ...children(schema).flatMap(all)];

const depthOf = (schema: Schema): number =>
  Math.max(0, ...children(schema).map(depthOf)) + (isSchema(schema['properties']) ? 1 : 0);

const objectProblem = (schema: Schema): string | undefined => {
  if (schema['type'] !== 'object') return undefined;
  if (schema['additionalProperties'] !== false) return "'additionalProperties' is required to be false.";
  const names = Object.keys(isSchema(schema['properties']) ? schema['properties'] : {});
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const missing = names.find((name) => !required.includes(name));
  return missing === undefined
    ? undefined
    : `'required' must include every key in properties. Missing '${missing}'.`;
};

const ownProblem = (schema: Schema): string | undefined => {
  const refused = REFUSED.find((keyword) => keyword in schema);
  if (refused) return `'${refused}' is not permitted.`;
  if (!['type', '$ref', 'anyOf', 'enum'].some((keyword) => keyword in schema))
    return "schema must have a 'type' key.";
  return objectProblem(schema);
};

/** Most members and levels of a schema, as each service documents them. */
export type StrictLimits = { properties: number; levels: number };
export const AZURE: StrictLimits = { properties: 100, levels: 5 };
export const OPENAI: StrictLimits = { properties: 5_000, levels: 10 };

/** Why a service does not take a schema in strict mode. */
export const strictProblem = (schema: Schema, limits = AZURE): string | undefined => {
  if (schema['type'] !== 'object') return "schema must be a JSON Schema of type 'object'.";
  const parts = all(schema);
  const properties = parts.flatMap((part) =>
    isSchema(part['properties']) ? Object.keys(part['properties']) : [],
  );
  if (properties.length > limits.properties)
    return `${properties.length} properties exceed the limit of ${limits.properties}.`;
  // The root is no level.
  if (depthOf(schema) > limits.levels + 1) return `more than ${limits.levels} levels of nesting.`;
  return parts.map(ownProblem).find((problem) => problem !== undefined);
};
