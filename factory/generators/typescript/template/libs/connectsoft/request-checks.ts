import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';

import { parametersOf, type Method, type OpenApiDocument, type Parameter } from './openapi-document.ts';
import { faulty, type Fault } from './problem.ts';
import { bodyFault, parameterFault } from './schema-fault.ts';
import { schemaValidator } from './schema-validator.ts';

/** Throws a Problem that names each fault. */
type Check = (value: unknown) => void;

export type RequestChecks = {
  body?: Check;
  /** Makes of each text the number or boolean that its schema asks for. */
  query: Check;
  headers: Check;
};

/** A schema is compiled when the first request needs it: a service starts without waiting for all of them. */
const checkOf = (compile: () => ValidateFunction, faultOf: (error: ErrorObject) => Fault): Check => {
  let validate: ValidateFunction | undefined;
  return (value) => {
    validate ??= compile();
    if (!validate(value)) throw faulty('validation', (validate.errors ?? []).map(faultOf));
  };
};

/** What is not required is right where it is absent. */
const optionally =
  (isRequired: boolean, check: Check): Check =>
  (value) => {
    if (isRequired || (value !== undefined && value !== null)) check(value);
  };

const schemaOf = (parameters: readonly Parameter[], additionalProperties: boolean) => ({
  type: 'object',
  properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
  required: parameters.filter(({ required }) => required).map(({ name }) => name),
  additionalProperties,
});

/** Where the schema of an operation's body stands in the document. */
const bodySchemaOf = (path: string, method: Method): string => {
  const steps = ['paths', path, method, 'requestBody', 'content', 'application/json', 'schema'];
  return `openapi#/${steps.map((step) => encodeURIComponent(step.replaceAll('/', '~1'))).join('/')}`;
};

/** Makes the checks of operations from the document that describes them. */
export const requestChecks = (
  document: OpenApiDocument,
): ((path: string, method: Method) => RequestChecks) => {
  const exact = schemaValidator(document);
  const coercing = schemaValidator(document, true);
  return (path, method) => {
    const operation = document.paths[path]?.[method];
    if (!operation) throw new Error(`The OpenAPI document has no ${method} ${path}.`);
    const parameters = parametersOf(document, operation);
    const query = parameters.filter((parameter) => parameter.in === 'query');
    // Node gives the names of headers in lower case.
    const headers = parameters
      .filter((parameter) => parameter.in === 'header')
      .map((parameter) => ({ ...parameter, name: parameter.name.toLowerCase() }));
    const headerFault = (error: ErrorObject): Fault => {
      const { parameter, detail } = parameterFault(error);
      const declared = parameters.find(({ name }) => name.toLowerCase() === parameter)?.name ?? parameter;
      return { parameter: declared, detail: detail.replace(parameter, declared) };
    };
    return {
      query: checkOf(() => coercing.compile(schemaOf(query, false)), parameterFault),
      headers: checkOf(() => exact.compile(schemaOf(headers, true)), headerFault),
      ...(operation.requestBody && {
        body: optionally(
          operation.requestBody.required ?? false,
          checkOf(() => exact.compile({ $ref: bodySchemaOf(path, method) }), bodyFault),
        ),
      }),
    };
  };
};
