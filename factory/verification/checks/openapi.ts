import type { Ajv } from 'ajv';

import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Service } from '../../domain/blueprint.ts';
import { operationsOf } from '../../domain/operation.ts';
import type { Finding } from '../../domain/quality-report.ts';
import { ajvFor, assetSchema, compileOnce, strictAjv } from '../asset-schema.ts';
import type { Inspection } from '../inspection.ts';
import {
  apiOperations,
  at,
  isObject,
  referencesIn,
  resolveReference,
  type ApiOperation,
  type Json,
} from '../openapi-document.ts';
import { schemaErrors } from '../schema-errors.ts';

const FILE = 'api/openapi.json';

const finding = (rule: string, message: string, suggestion = 'Correct the generated contract.'): Finding => ({
  check: 'openapi',
  rule: `openapi/${rule}`,
  file: FILE,
  message,
  suggestion,
});

const structure = (document: Json): Finding[] => {
  const validate = compileOnce('openapi', () =>
    ajvFor('2020-12', { formats: { 'media-range': true } }).compile(assetSchema('openapi-3.1')),
  );
  if (validate(document)) return [];
  return schemaErrors(validate.errors).map((error) => finding('schema', error));
};

const placeholders = (path: string): string[] =>
  [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');

const statuses = ({ responses }: ApiOperation, family: RegExp): string[] =>
  Object.keys(responses).filter((status) => family.test(status));

const operationFindings = (operation: ApiOperation): Finding[] => {
  const { id, method, path, parameters, raw } = operation;
  const place = `${method} ${path}`;
  const declared = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  const named = placeholders(path);
  const problems: [string, boolean, string][] = [
    ['operation-id', id === '', `${place} has no operationId.`],
    ['summary', typeof raw['summary'] !== 'string', `${place} has no summary.`],
    ['tag', operation.tags.length === 0, `${place} has no tag.`],
    ['success-response', statuses(operation, /^2/).length === 0, `${place} declares no success.`],
    ['refusal-response', statuses(operation, /^4|^default$/).length === 0, `${place} declares no refusal.`],
    [
      'path-parameter',
      named.toSorted().join() !== declared.toSorted().join(),
      `${place} declares path parameters ${declared.join(', ') || 'none'}.`,
    ],
  ];
  return problems.filter(([, wrong]) => wrong).map(([rule, , message]) => finding(rule, message));
};

const repeated = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];

const duplicates = (operations: readonly ApiOperation[]): Finding[] => [
  ...repeated(operations.map(({ id }) => id)).map((id) =>
    finding('unique-operation-id', `operationId ${id} is used more than once.`),
  ),
  ...repeated(operations.map(({ method, path }) => `${method} ${path.replace(/\{[^}]+\}/g, '{}')}`)).map(
    (place) => finding('ambiguous-path', `${place} is described twice under different parameter names.`),
  ),
];

const brokenReferences = (document: Json): Finding[] =>
  [...new Set(referencesIn(document))]
    .filter((reference) => !reference.startsWith('#/') || resolveReference(document, reference) === undefined)
    .map((reference) => finding('reference', `"${reference}" leads nowhere.`));

const mediaOf = (container: unknown): [string, Json][] => {
  const content = at(container, 'content');
  return isObject(content)
    ? Object.entries(content).filter((entry): entry is [string, Json] => isObject(entry[1]))
    : [];
};

const examplesOf = (media: Json): [string, unknown][] => {
  const named = isObject(media['examples']) ? Object.entries(media['examples']) : [];
  const all = named.map(([name, example]): [string, unknown] => [name, at(example, 'value')]);
  return media['example'] === undefined ? all : [['example', media['example']], ...all];
};

/** Schemas must compile strictly, and examples must follow them: an example is what people copy. */
const mediaFindings = (ajv: Ajv, operation: ApiOperation): Finding[] => {
  const place = `${operation.method} ${operation.path}`;
  const containers: [string, unknown][] = [
    ['request', operation.raw['requestBody']],
    ...Object.entries(operation.responses).map(([status, response]): [string, unknown] => [status, response]),
  ];
  return containers.flatMap(([name, container]) =>
    mediaOf(container).flatMap(([type, media]) => {
      if (!isObject(media['schema']))
        return [finding('media-schema', `${place} ${name}: ${type} has no schema.`)];
      try {
        const validate = ajv.compile(media['schema']);
        return examplesOf(media)
          .filter(([, value]) => type.includes('json') && !type.includes('ndjson') && !validate(value))
          .map(([example]) =>
            finding(
              'example',
              `${place} ${name}: example "${example}" breaks its schema: ${schemaErrors(validate.errors).join('; ')}`,
            ),
          );
      } catch (error) {
        return [
          finding(
            'schema-object',
            `${place} ${name}: ${error instanceof Error ? error.message : String(error)}`,
          ),
        ];
      }
    }),
  );
};

const promised = (operations: readonly ApiOperation[], service: Service): Finding[] => {
  const published = new Set(operations.map(({ id, method, path }) => `${id} ${method} ${path}`));
  const wanted = operationsOf(service).map(
    ({ useCase, method, path }) => `${useCase.name} ${method} ${path}`,
  );
  const business = operations.filter(({ tags }) => !tags.includes('Operations'));
  return [
    ...wanted
      .filter((operation) => !published.has(operation))
      .map((operation) =>
        finding('missing-operation', `The blueprint's operation "${operation}" is not published.`),
      ),
    ...business
      .map(({ id, method, path }) => `${id} ${method} ${path}`)
      .filter((operation) => !wanted.includes(operation))
      .map((operation) =>
        finding('unplanned-operation', `"${operation}" is published and is not in the blueprint.`),
      ),
  ];
};

/** Lints the published OpenAPI document and holds it against the blueprint's use cases. */
export const checkOpenapi = (files: readonly GeneratedFile[], service: Service): Inspection => {
  const file = files.find(({ path }) => path === FILE);
  if (!file)
    return { inspected: 0, unit: 'operations', findings: [finding('missing', `${FILE} is missing.`)] };
  let document: unknown;
  try {
    document = JSON.parse(file.content);
  } catch {
    return { inspected: 0, unit: 'operations', findings: [finding('json', `${FILE} is not JSON.`)] };
  }
  if (!isObject(document))
    return { inspected: 0, unit: 'operations', findings: [finding('json', 'It is no object.')] };
  const broken = brokenReferences(document);
  if (broken.length > 0) return { inspected: 1, unit: 'operations', findings: broken };
  const operations = apiOperations(document);
  const ajv = strictAjv().addVocabulary(['example', 'xml', 'externalDocs']);
  return {
    inspected: operations.length,
    unit: 'operations',
    findings: [
      ...structure(document),
      ...operations.flatMap(operationFindings),
      ...duplicates(operations),
      ...operations.flatMap((operation) => mediaFindings(ajv, operation)),
      ...promised(operations, service),
    ],
  };
};
