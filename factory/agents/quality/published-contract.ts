import { z } from 'zod';

import { words } from '../../domain/naming.ts';

export type Json = { [key: string]: unknown };

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof METHODS)[number];

const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** What a published OpenAPI document offers for one kind of thing. */
export type Resource = {
  /** `/lab-samples` */
  path: string;
  /** Words of the path and of what its operations are called. */
  words: string[];
  /** Path of one: `/lab-samples/{labSampleId}`, when the contract has it. */
  itemPath: string | undefined;
  exportPath: string | undefined;
  /** Operations on the collection, on one, and the export, dereferenced. */
  operations: { path: string; method: Method; operation: Json }[];
  /** Properties that a caller may give, and those that the service answers. */
  input: Json;
  required: string[];
  output: Json;
};

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Follows local references everywhere below a value. Published schemas are not recursive; depth 40 is beyond any of them. */
export const dereference = (document: Json, value: unknown, depth = 0): unknown => {
  if (depth > 40) throw new Error('The contract refers to itself without end.');
  if (Array.isArray(value)) return value.map((item) => dereference(document, item, depth + 1));
  if (!isObject(value)) return value;
  const reference = value['$ref'];
  if (typeof reference === 'string' && reference.startsWith('#/')) {
    const target = reference
      .slice(2)
      .split('/')
      .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((at, part) => (isObject(at) ? at[part] : undefined), document);
    return dereference(document, target, depth + 1);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, dereference(document, inner, depth + 1)]),
  );
};

/** Reads `at` step by step; an empty object where a step leads nowhere. */
export const below = (value: unknown, ...at: readonly string[]): Json => {
  const found = at.reduce<unknown>((current, key) => (isObject(current) ? current[key] : undefined), value);
  return isObject(found) ? found : {};
};

const JSON_TYPE = 'application/json';

export const stringsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

const collectionOf = (path: string): string | undefined => /^(\/[^/{}]+)(?:\/|$)/.exec(path)?.[1];

const isItem = (collection: string, path: string): boolean =>
  path.startsWith(`${collection}/{`) && path.endsWith('}') && path.split('/').length === 3;

/** The resources of a contract that people use; health and the like are tagged `Operations`. */
export const publishedResources = (openapi: object): Resource[] => {
  const { paths } = documentSchema.parse(openapi);
  const all = Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => isObject(item[method])).map((method) => ({
      path,
      method,
      operation: dereference(openapi as Json, item[method]) as Json,
    })),
  );
  const used = all.filter(({ operation }) => !stringsOf(operation['tags']).includes('Operations'));
  const collections = [...new Set(used.flatMap(({ path }) => collectionOf(path) ?? []))].toSorted();
  return collections.map((path) => {
    const operations = used.filter((candidate) => collectionOf(candidate.path) === path);
    const create = operations.find((candidate) => candidate.path === path && candidate.method === 'post');
    const itemPath = operations.find((candidate) => isItem(path, candidate.path))?.path;
    const body = bodySchema(create?.operation);
    const view = operations.find((candidate) => candidate.path === itemPath && candidate.method === 'get');
    const created = below(create?.operation, 'responses', '201', 'content', JSON_TYPE, 'schema');
    const viewed = below(view?.operation, 'responses', '200', 'content', JSON_TYPE, 'schema');
    const answer = 'properties' in created ? created : viewed;
    return {
      path,
      words: words(path),
      itemPath,
      exportPath: operations.find((candidate) => candidate.path === `${path}/export`)?.path,
      operations,
      input: below(body, 'properties'),
      required: stringsOf(body['required']),
      output: below(answer, 'properties'),
    };
  });
};

/** Schema of the body that an operation takes. */
export const bodySchema = (operation: Json | undefined): Json =>
  below(operation, 'requestBody', 'content', JSON_TYPE, 'schema');

/** Operations on one thing beside reading, changing and removing it: the last segment of each path, with the operation. */
export const actionsOf = (resource: Resource): { verb: string; path: string; operation: Json }[] =>
  resource.operations.flatMap(({ path, method, operation }) => {
    const [, , item, verb, ...more] = path.split('/');
    const isAction = method === 'post' && item?.startsWith('{') && verb !== undefined && more.length === 0;
    return isAction ? [{ verb, path, operation }] : [];
  });

/** Parameters of an operation in a place: `query`, `header`. */
export const parametersOf = (operation: Json | undefined, place: string): Json[] => {
  const parameters = operation?.['parameters'];
  return Array.isArray(parameters)
    ? parameters.filter(isObject).filter((parameter) => parameter['in'] === place)
    : [];
};

export const operationAt = (resource: Resource, path: string | undefined, method: Method): Json | undefined =>
  resource.operations.find((candidate) => candidate.path === path && candidate.method === method)?.operation;

export const formatsOf = (resource: Resource): string[] => {
  const operation = operationAt(resource, resource.exportPath, 'get');
  const format = parametersOf(operation, 'query').find(({ name }) => name === 'format');
  return stringsOf(below(format, 'schema')['enum']);
};
