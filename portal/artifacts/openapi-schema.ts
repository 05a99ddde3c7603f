import { fieldsOf, listOf, memberOf, numberOf, textOf, textsOf } from './shape.ts';

/** A line of a schema: a field, an item or one of several forms, indented by `depth`. */
export type SchemaRow = {
  name: string;
  depth: number;
  type: string;
  required: boolean;
  /** Description and bounds, as one text. */
  note: string;
};

/** Bounds of what is shown of a schema, which may well contain itself. */
const MAX_DEPTH = 6;
const MAX_ROWS = 200;

/** What a reference within the document names; the value itself where it is none or names nothing. */
export const dereferenced = (document: unknown, value: unknown, hops = 8): unknown => {
  const reference = textOf(memberOf(value, '$ref'));
  if (reference === undefined || !reference.startsWith('#/') || hops === 0) return value;
  const target = reference
    .slice(2)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(memberOf, document);
  return target === undefined ? value : dereferenced(document, target, hops - 1);
};

/** The last name of a reference: `EventInput`. */
export const referenceName = (value: unknown): string | undefined =>
  textOf(memberOf(value, '$ref'))?.split('/').at(-1);

const plainType = (schema: unknown): string => {
  const type = memberOf(schema, 'type');
  const types = typeof type === 'string' ? [type] : textsOf(type);
  const format = textOf(memberOf(schema, 'format'));
  return (types.join(' or ') || 'any') + (format ? ` (${format})` : '');
};

/** `Event`, `string (date-time)`, `array of Event`, `string or null`. */
export const typeText = (document: unknown, schema: unknown): string => {
  const name = referenceName(schema);
  if (name !== undefined) return name;
  const items = memberOf(schema, 'items');
  if (items !== undefined) return `array of ${typeText(document, items)}`;
  const forms = ['oneOf', 'anyOf', 'allOf'].find((key) => listOf(memberOf(schema, key)).length > 0);
  if (forms === undefined) return plainType(schema);
  return listOf(memberOf(schema, forms))
    .map((form) => referenceName(form) ?? plainType(form))
    .join(forms === 'allOf' ? ' and ' : ' or ');
};

const bounds: readonly (readonly [string, string])[] = [
  ['minimum', 'at least'],
  ['exclusiveMinimum', 'more than'],
  ['maximum', 'at most'],
  ['exclusiveMaximum', 'less than'],
  ['minLength', 'characters at least'],
  ['maxLength', 'characters at most'],
  ['minItems', 'items at least'],
  ['maxItems', 'items at most'],
];

const shown = (value: unknown): string => JSON.stringify(value) ?? '';

const noteOf = (schema: unknown): string => {
  const values = listOf(memberOf(schema, 'enum')).slice(0, 20).map(shown);
  const pattern = textOf(memberOf(schema, 'pattern'));
  const fallback = memberOf(schema, 'default');
  return [
    textOf(memberOf(schema, 'description')),
    values.length > 0 ? `One of ${values.join(', ')}.` : undefined,
    ...bounds.map(([key, words]) => {
      const bound = numberOf(memberOf(schema, key));
      return bound === undefined ? undefined : `${words} ${bound}`;
    }),
    pattern === undefined ? undefined : `pattern ${pattern}`,
    fallback === undefined ? undefined : `default ${shown(fallback)}`,
  ]
    .filter((text) => text !== undefined)
    .join(' · ');
};

type Place = { depth: number; above: readonly unknown[] };

/** The fields of an object, of the items of an array, or of each of several forms. */
const innerRows = (document: unknown, schema: unknown, place: Place): SchemaRow[] => {
  const target = dereferenced(document, schema);
  if (place.depth > MAX_DEPTH || place.above.includes(target)) return [];
  const above = [...place.above, target];
  const items = memberOf(target, 'items');
  if (items !== undefined) return innerRows(document, items, { ...place, above });
  const required = textsOf(memberOf(target, 'required'));
  const fields = Object.entries(fieldsOf(memberOf(target, 'properties'))).flatMap(
    ([name, field]): SchemaRow[] => {
      const note = noteOf(dereferenced(document, field));
      const row = {
        name,
        depth: place.depth,
        type: typeText(document, field),
        required: required.includes(name),
        note,
      };
      return [row, ...innerRows(document, field, { depth: place.depth + 1, above })];
    },
  );
  const forms = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => listOf(memberOf(target, key)));
  return [...fields, ...forms.flatMap((form) => innerRows(document, form, { ...place, above }))];
};

/** The rows of a schema; at most 200, and none twice where it contains itself. */
export const schemaRows = (document: unknown, schema: unknown): SchemaRow[] =>
  innerRows(document, schema, { depth: 0, above: [] }).slice(0, MAX_ROWS);
