/** What the schemas of the factory use of JSON Schema 2020-12. */
export type JsonSchema = {
  type?: string;
  format?: string;
  const?: unknown;
  enum?: readonly unknown[];
  default?: unknown;
  description?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  maxItems?: number;
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  items?: JsonSchema;
  not?: JsonSchema;
  $ref?: string;
  /** Of a value; ours. */
  unit?: string;
};

/** Type of a value as a reader wants it: `string`, `integer`, `object[]`. */
export const typeOf = (schema: JsonSchema): string => {
  if (schema.type === 'array') return schema.items?.not ? 'array' : `${typeOf(schema.items ?? {})}[]`;
  return schema.type ?? 'any';
};

const span = (from: number | undefined, to: number | undefined, unit: string): string[] => {
  if (from !== undefined && to !== undefined) return [`${from} to ${to}${unit}`];
  if (from === 1 && unit !== '') return ['not empty'];
  if (from !== undefined) return [`at least ${from}${unit}`];
  return to === undefined ? [] : [`at most ${to}${unit}`];
};

/** A bound that only says that integers of JSON are exact is none. */
const bound = (limit: number | undefined): number | undefined =>
  limit === undefined || Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? undefined : limit;

const values = (listed: readonly unknown[]): string =>
  listed.map((value) => `\`${String(value)}\``).join(', ');

const lowest = ({ minimum, exclusiveMinimum }: JsonSchema): number | undefined =>
  bound(minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1));

/** What a value is held to. In Markdown. */
export const limitsOf = (schema: JsonSchema): string =>
  [
    ...(schema.const === undefined ? [] : [`\`${String(schema.const)}\``]),
    ...(schema.enum ? [values(schema.enum)] : []),
    ...span(lowest(schema), bound(schema.maximum), ''),
    ...span(schema.minLength, schema.maxLength, ' characters'),
    ...(schema.pattern === undefined ? [] : [`pattern \`${schema.pattern}\``]),
    ...(schema.items ? [limitsOf(schema.items)].filter(Boolean) : []),
  ].join('; ');

export type Member = { path: string; schema: JsonSchema; required: boolean };

/** Every member of an object, those of its objects and lists below it: `services[].quality.coverage`. */
export const membersOf = (schema: JsonSchema, prefix = ''): Member[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const path = prefix + name;
    const below =
      member.type === 'array' ? membersOf(member.items ?? {}, `${path}[].`) : membersOf(member, `${path}.`);
    return [{ path, schema: member, required: schema.required?.includes(name) ?? false }, ...below];
  });
