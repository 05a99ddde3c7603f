export type Document = Record<string, unknown>;
type Parameters = Readonly<Record<string, unknown>>;
type Condition = (document: Document) => boolean;

/** A query that this server does not understand, as the service answers one that is malformed. */
export class UnknownQuery extends Error {}

const FIELD = String.raw`c\.(\w+)`;
const PARAMETER = String.raw`(@\w+)`;

const valueOf = (parameters: Parameters, name: string): unknown => {
  if (!Object.hasOwn(parameters, name)) throw new UnknownQuery(`Parameter ${name} has no value.`);
  return parameters[name];
};

const isIn = (list: unknown, value: unknown): boolean => Array.isArray(list) && list.includes(value);

const wordsOf = (text: unknown): string[] =>
  String(text)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Each shape of a condition with what it asks of a document. */
const shapes: readonly [RegExp, (match: string[], parameters: Parameters) => Condition][] = [
  [
    new RegExp(`^${FIELD} (=|<>|>) ${PARAMETER}$`),
    ([, field = '', operator, name = ''], parameters) => {
      const value = valueOf(parameters, name);
      return (document) => {
        // What is not defined is neither equal nor unequal to anything.
        if (document[field] === undefined) return false;
        if (operator === '>') return (document[field] as number) > (value as number);
        return (document[field] === value) === (operator === '=');
      };
    },
  ],
  [
    new RegExp(`^STARTSWITH\\(${FIELD}, ${PARAMETER}\\)$`),
    ([, field = '', name = ''], parameters) => {
      const value = String(valueOf(parameters, name));
      return (document) => typeof document[field] === 'string' && document[field].startsWith(value);
    },
  ],
  [
    new RegExp(`^ARRAY_CONTAINS\\(${FIELD}, ${PARAMETER}\\)$`),
    ([, field = '', name = ''], parameters) => {
      const value = valueOf(parameters, name);
      return (document) => isIn(document[field], value);
    },
  ],
  [
    new RegExp(`^ARRAY_CONTAINS\\(${PARAMETER}, ${FIELD}\\)$`),
    ([, name = '', field = ''], parameters) => {
      const value = valueOf(parameters, name);
      return (document) => isIn(value, document[field]);
    },
  ],
  [
    new RegExp(String.raw`^FullTextContainsAny\(${FIELD}, (@\w+(?:, @\w+)*)\)$`),
    ([, field = '', names = ''], parameters) => {
      const wanted = names.split(', ').map((name) => String(valueOf(parameters, name)).toLowerCase());
      return (document) => wordsOf(document[field]).some((word) => wanted.includes(word));
    },
  ],
];

const conditionOf = (text: string, parameters: Parameters): Condition => {
  for (const [pattern, make] of shapes) {
    const match = pattern.exec(text);
    if (match) return make([...match], parameters);
  }
  throw new UnknownQuery(`Syntax error near ${JSON.stringify(text)}.`);
};

const compare = (a: unknown, b: unknown): number => {
  if (a === b) return 0;
  return (a as number) < (b as number) ? -1 : 1;
};

const QUERY = new RegExp(
  String.raw`^SELECT (?:TOP ${PARAMETER} )?(\*|c\.\w+(?:, c\.\w+)*) FROM c(?: WHERE (.+?))?(?: ORDER BY (?:${FIELD}( DESC)?|VectorDistance\(c\.(\w+), ${PARAMETER}\)))?$`,
);

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

/** Cosine similarity, the nearest first; what has no vector is left out. */
const nearest = (documents: readonly Document[], field: string, wanted: readonly number[]): Document[] => {
  const near = (vector: readonly number[]) =>
    dot(vector, wanted) / (Math.sqrt(dot(vector, vector) * dot(wanted, wanted)) || 1);
  return documents
    .filter((document) => Array.isArray(document[field]))
    .toSorted((a, b) => near(b[field] as number[]) - near(a[field] as number[]));
};

/** Answers a query of the shapes that the adapters send, over the documents of one partition; refuses any other. */
export const runQuery = (
  query: string,
  parameters: Parameters,
  documents: readonly Document[],
): Document[] => {
  const match = QUERY.exec(query);
  if (!match) throw new UnknownQuery(`Syntax error in ${JSON.stringify(query)}.`);
  const [, top, fields = '*', where, order, descending, vectors, vector] = match;
  // Without TOP the service compares the vectors of the whole partition.
  if (vectors !== undefined && top === undefined) throw new UnknownQuery('A vector search needs TOP.');
  const conditions = (where?.split(' AND ') ?? []).map((text) => conditionOf(text, parameters));
  const found = documents.filter((document) => conditions.every((holds) => holds(document)));
  const inOrder = (field: string): Document[] =>
    found
      .filter((document) => document[field] !== undefined)
      .toSorted((a, b) => compare(a[field], b[field]) * (descending ? -1 : 1));
  const ordered = order === undefined ? found : inOrder(order);
  const sorted =
    vectors === undefined ? ordered : nearest(found, vectors, valueOf(parameters, vector ?? '') as number[]);
  const most = top === undefined ? sorted.length : Number(valueOf(parameters, top));
  const names = fields.split(', ').map((field) => field.slice(2));
  return sorted
    .slice(0, most)
    .map((document) =>
      fields === '*'
        ? document
        : Object.fromEntries(
            names.filter((name) => document[name] !== undefined).map((name) => [name, document[name]]),
          ),
    );
};
