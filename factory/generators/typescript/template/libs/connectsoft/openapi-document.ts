import { readFileSync } from 'node:fs';

export type Parameter = { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: object };

export type OperationObject = {
  operationId: string;
  tags?: string[];
  parameters?: (Parameter | { $ref: string })[];
  /** Empty: for everybody. */
  security?: object[];
  requestBody?: { required?: boolean; content: Record<string, { schema: object }> };
};

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof METHODS)[number];

export type OpenApiDocument = {
  paths: Record<string, Partial<Record<Method, OperationObject>>>;
  components: Record<string, Record<string, object>>;
};

export const readOpenApiDocument = (file: URL): OpenApiDocument =>
  JSON.parse(readFileSync(file, 'utf8')) as OpenApiDocument;

/** A parameter itself, or the one that it refers to (`#/components/parameters/Limit`). */
export const parametersOf = (document: OpenApiDocument, { parameters = [] }: OperationObject): Parameter[] =>
  parameters.map((parameter) => {
    if (!('$ref' in parameter)) return parameter;
    const name = parameter.$ref.slice('#/components/parameters/'.length);
    const found = document.components['parameters']?.[name];
    if (!found) throw new Error(`The OpenAPI document has no ${parameter.$ref}.`);
    return found as Parameter;
  });
