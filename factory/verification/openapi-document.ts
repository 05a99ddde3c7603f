/** Any JSON object. */
export type Json = { [key: string]: unknown };

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads `at` step by step; `undefined` where a step leads nowhere. */
export const at = (value: unknown, ...steps: readonly string[]): unknown =>
  steps.reduce<unknown>(
    (current, key) => (isObject(current) && Object.hasOwn(current, key) ? current[key] : undefined),
    value,
  );

/** Target of a local reference (`#/components/schemas/Event`); `undefined` when it leads nowhere. */
export const resolveReference = (document: Json, reference: string): unknown =>
  at(
    document,
    ...reference
      .slice(2)
      .split('/')
      .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')),
  );

/** References below a value, in order. */
export const referencesIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  const own = value['$ref'];
  return [...(typeof own === 'string' ? [own] : []), ...Object.values(value).flatMap(referencesIn)];
};

/** Deepest nesting of references that is followed; a document beyond it refers to itself. */
const MAX_DEPTH = 60;

/** Replaces local references by what they name. */
export const dereference = (document: Json, value: unknown, depth = 0): unknown => {
  if (depth > MAX_DEPTH) throw new Error('The document refers to itself without end.');
  if (Array.isArray(value)) return value.map((item) => dereference(document, item, depth + 1));
  if (!isObject(value)) return value;
  const reference = value['$ref'];
  if (typeof reference === 'string' && reference.startsWith('#/')) {
    return dereference(document, resolveReference(document, reference), depth + 1);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, dereference(document, inner, depth + 1)]),
  );
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type HttpMethod = Uppercase<(typeof METHODS)[number]>;

export type Parameter = { name: string; in: string; required: boolean; schema: Json };

/** An operation of the document, dereferenced. */
export type ApiOperation = {
  id: string;
  method: HttpMethod;
  path: string;
  tags: string[];
  parameters: Parameter[];
  /** Schema of the JSON body, when there is one. */
  body: Json | undefined;
  /** By status: `201`, `4XX`. */
  responses: { [status: string]: Json };
  raw: Json;
};

const parameterOf = (raw: Json): Parameter => ({
  name: String(raw['name']),
  in: String(raw['in']),
  required: raw['required'] === true,
  schema: isObject(raw['schema']) ? raw['schema'] : {},
});

const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

const operationOf = (
  document: Json,
  path: string,
  item: Json,
  method: (typeof METHODS)[number],
): ApiOperation => {
  const raw = dereference(document, item[method]) as Json;
  const shared = objects(dereference(document, item['parameters']));
  const body = at(raw, 'requestBody', 'content', 'application/json', 'schema');
  const responses = isObject(raw['responses']) ? raw['responses'] : {};
  return {
    id: String(raw['operationId'] ?? ''),
    method: method.toUpperCase() as HttpMethod,
    path,
    tags: Array.isArray(raw['tags']) ? raw['tags'].map(String) : [],
    parameters: [...shared, ...objects(raw['parameters'])].map(parameterOf),
    body: isObject(body) ? body : undefined,
    responses: Object.fromEntries(
      Object.entries(responses).filter((entry): entry is [string, Json] => isObject(entry[1])),
    ),
    raw,
  };
};

/** All operations of an OpenAPI document, in its order. */
export const apiOperations = (document: unknown): ApiOperation[] => {
  const paths = at(document, 'paths');
  if (!isObject(document) || !isObject(paths)) return [];
  return Object.entries(paths).flatMap(([path, item]) =>
    isObject(item)
      ? METHODS.filter((method) => isObject(item[method])).map((method) =>
          operationOf(document, path, item, method),
        )
      : [],
  );
};
