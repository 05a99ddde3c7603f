import { Ajv, type Options, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

import { contract, type Operation } from './contract.ts';

const ROOT = 'azure-devops';

const instance = (options: Options): Ajv => {
  const ajv = new Ajv({ strict: false, allErrors: false, validateSchema: false, ...options });
  addFormats.default(ajv, ['uuid', 'date-time', 'int32', 'int64']);
  ajv.addFormat('int16', { type: 'number', validate: (value: number) => Math.abs(value) < 32_768 });
  ajv.addKeyword({
    keyword: 'enumCI',
    type: 'string',
    compile: (values: string[]) => {
      const known = new Set(values.map((value) => value.toLowerCase()));
      return (given: string) => known.has(given.toLowerCase());
    },
  });
  return ajv;
};

const bodies = instance({});
bodies.addSchema(
  {
    schemas: contract.schemas,
    overlay: contract.overlay,
    operations: Object.fromEntries(
      contract.operations.map(({ id, body, response }) => [id, { body, response: response.schema }]),
    ),
  },
  ROOT,
);
const queries = instance({ coerceTypes: 'array' });

const compiled = new Map<string, ValidateFunction>();
const once = (key: string, compile: () => ValidateFunction): ValidateFunction => {
  const found = compiled.get(key) ?? compile();
  compiled.set(key, found);
  return found;
};
const at = (pointer: string): ValidateFunction =>
  once(pointer, () => bodies.compile({ $ref: `${ROOT}#/${pointer}` }));

const problemOf = (validate: ValidateFunction, value: unknown): string | undefined => {
  if (validate(value)) return undefined;
  const [error] = validate.errors ?? [];
  const detail = Object.values(error?.params ?? {}).join(', ');
  return `${error?.instancePath || '/'} ${error?.message ?? 'is wrong'} (${detail})`.slice(0, 400);
};

/** A property that is null counts as one that is not there, as in the service. */
const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => [name, withoutNulls(inner)]),
  );
};

/** Keys that the overlay declares and the closed schema does not know, taken out where the contract says that it is open. */
const withoutOpen = (body: unknown, openAt: readonly string[] = []): unknown => {
  if (openAt.length === 0 || typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !openAt.includes(name)));
};

/** What is wrong with the body of a request, by the closed schema and by the overlay. */
export const bodyProblem = (operation: Operation, given: unknown): string | undefined => {
  if (operation.body === undefined) return given === undefined ? undefined : 'A body is not taken here.';
  if (given === undefined) return 'A body is needed.';
  const body = withoutNulls(given);
  const overlay = contract.overlay[operation.id];
  const inner = problemOf(at(`operations/${operation.id}/body`), withoutOpen(body, overlay?.openAt));
  return inner ?? (overlay && problemOf(at(`overlay/${operation.id}/schema`), body));
};

/** What is wrong with an answer of the server's own. A list is checked as the specification writes it, without its wrapper. */
export const responseProblem = (operation: Operation, body: unknown): string | undefined =>
  operation.response.schema === undefined
    ? undefined
    : problemOf(at(`operations/${operation.id}/response`), body);

const querySchema = ({ query }: Operation): object => ({
  type: 'object',
  additionalProperties: false,
  required: query.filter(({ required }) => required === true).map(({ name }) => name),
  properties: Object.fromEntries(
    query.map(({ name, type, enumCI }) => [
      name,
      { type, ...(enumCI && { enumCI }), ...(type === 'array' && { items: { type: 'string' } }) },
    ]),
  ),
});

export type Query = Record<string, string | number | boolean | string[] | undefined>;

/** The query by the names of the specification, with its types; or what is wrong with it. */
export const readQuery = (
  operation: Operation,
  given: URLSearchParams,
): { query: Query } | { problem: string } => {
  const names = new Map(operation.query.map(({ name }) => [name.toLowerCase(), name]));
  const query: Query = {};
  for (const [name, value] of given) {
    if (name.toLowerCase() === 'api-version') continue;
    const known = names.get(name.toLowerCase()) ?? name;
    if (known in query) return { problem: `The parameter ${known} was given twice.` };
    query[known] = value;
  }
  const validate = once(`query ${operation.id}`, () => queries.compile(querySchema(operation)));
  const problem = problemOf(validate, query);
  return problem === undefined ? { query } : { problem };
};
