import { dereferenced, schemaRows, typeText, type SchemaRow } from './openapi-schema.ts';
import { fieldsOf, listOf, memberOf, textOf } from './shape.ts';

export type ApiParameter = { name: string; in: string; type: string; required: boolean; description: string };
/** A body or an answer of one media type. */
export type ApiContent = { mediaType: string; type: string; rows: SchemaRow[] };
export type ApiResponse = { status: string; description: string; contents: ApiContent[] };
export type ApiOperation = {
  method: string;
  path: string;
  id: string;
  summary: string;
  description: string;
  tag: string;
  parameters: ApiParameter[];
  body: ApiContent[];
  responses: ApiResponse[];
  /** Names of schemes with their scopes, as alternatives; empty: anybody may call it. */
  security: string[];
};
export type ApiDocument = { title: string; version: string; description: string; operations: ApiOperation[] };

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

const wordsOf = (value: unknown, name: string): string => textOf(memberOf(value, name)) ?? '';

const contentsOf = (document: unknown, holder: unknown): ApiContent[] =>
  Object.entries(fieldsOf(memberOf(holder, 'content'))).map(([mediaType, content]) => {
    const schema = memberOf(content, 'schema');
    return { mediaType, type: typeText(document, schema), rows: schemaRows(document, schema) };
  });

const parameterOf = (document: unknown, value: unknown): ApiParameter => {
  const parameter = dereferenced(document, value);
  return {
    name: wordsOf(parameter, 'name'),
    in: wordsOf(parameter, 'in'),
    type: typeText(document, memberOf(parameter, 'schema')),
    required: memberOf(parameter, 'required') === true,
    description: wordsOf(parameter, 'description'),
  };
};

/** Those of the path, then those of the operation, which win. */
const parametersOf = (document: unknown, item: unknown, operation: unknown): ApiParameter[] => {
  const all = [...listOf(memberOf(item, 'parameters')), ...listOf(memberOf(operation, 'parameters'))];
  const byPlace = new Map(
    all
      .map((value) => parameterOf(document, value))
      .map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]),
  );
  return [...byPlace.values()].filter(({ name }) => name !== '');
};

const responsesOf = (document: unknown, operation: unknown): ApiResponse[] =>
  Object.entries(fieldsOf(memberOf(operation, 'responses'))).map(([status, value]) => {
    const response = dereferenced(document, value);
    return {
      status,
      description: wordsOf(response, 'description'),
      contents: contentsOf(document, response),
    };
  });

const schemeText = ([name, scopes]: [string, unknown]): string => {
  const names = listOf(scopes).filter((scope) => typeof scope === 'string');
  return names.length > 0 ? `${name} (${names.join(', ')})` : name;
};

const securityOf = (document: unknown, operation: unknown): string[] =>
  listOf(memberOf(operation, 'security') ?? memberOf(document, 'security')).map(
    (alternative) => Object.entries(fieldsOf(alternative)).map(schemeText).join(' and ') || 'nobody’s leave',
  );

const operationOf = (document: unknown, path: string, method: string, item: unknown): ApiOperation => {
  const operation = memberOf(item, method);
  return {
    method: method.toUpperCase(),
    path,
    id: wordsOf(operation, 'operationId'),
    summary: wordsOf(operation, 'summary'),
    description: wordsOf(operation, 'description'),
    tag: textOf(listOf(memberOf(operation, 'tags'))[0]) ?? '',
    parameters: parametersOf(document, item, operation),
    body: contentsOf(document, dereferenced(document, memberOf(operation, 'requestBody'))),
    responses: responsesOf(document, operation),
    security: securityOf(document, operation),
  };
};

/** Reads an OpenAPI document of any shape; `undefined` where it has no operation. */
export const apiDocument = (document: unknown): ApiDocument | undefined => {
  const operations = Object.entries(fieldsOf(memberOf(document, 'paths'))).flatMap(([path, value]) => {
    const item = dereferenced(document, value);
    return METHODS.filter((method) => typeof memberOf(item, method) === 'object').map((method) =>
      operationOf(document, path, method, item),
    );
  });
  const information = memberOf(document, 'info');
  return operations.length === 0
    ? undefined
    : {
        title: wordsOf(information, 'title'),
        version: wordsOf(information, 'version'),
        description: wordsOf(information, 'description'),
        operations,
      };
};
