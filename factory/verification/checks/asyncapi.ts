import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Service } from '../../domain/blueprint.ts';
import { kebabCase } from '../../domain/naming.ts';
import type { Finding } from '../../domain/quality-report.ts';
import { ajvFor, assetSchema, compileOnce, strictAjv } from '../asset-schema.ts';
import type { Inspection } from '../inspection.ts';
import { at, isObject, referencesIn, resolveReference, type Json } from '../openapi-document.ts';
import { schemaErrors } from '../schema-errors.ts';

const FILE = 'api/asyncapi.json';

const finding = (rule: string, message: string, file = FILE): Finding => ({
  check: 'asyncapi',
  rule: `asyncapi/${rule}`,
  file,
  message,
  suggestion: 'Correct the generated contract.',
});

const parse = (files: readonly GeneratedFile[], path: string): Json | undefined => {
  const file = files.find((candidate) => candidate.path === path);
  try {
    const value: unknown = file && JSON.parse(file.content);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const structure = (document: Json): Finding[] => {
  // The schema brings draft-07 with it, under the name that Ajv would give its own copy.
  const validate = compileOnce('asyncapi', () =>
    ajvFor('draft-07', { meta: false }).compile(assetSchema('asyncapi-3.0')),
  );
  return validate(document) ? [] : schemaErrors(validate.errors).map((error) => finding('schema', error));
};

/** References inside the document, and those to the schema files beside it. */
const brokenReferences = (document: Json, files: readonly GeneratedFile[]): Finding[] =>
  [...new Set(referencesIn(document))]
    .filter((reference) => {
      if (reference.startsWith('#/')) return resolveReference(document, reference) === undefined;
      const path = `api/${reference.replace(/^\.\//, '').replace(/#.*$/, '')}`;
      return !files.some((candidate) => candidate.path === path);
    })
    .map((reference) => finding('reference', `"${reference}" leads nowhere.`));

const eventPath = (name: string, version: number): string =>
  `api/events/${kebabCase(name)}.v${version}.schema.json`;

const eventSchemas = (files: readonly GeneratedFile[], service: Service): Finding[] =>
  service.events.flatMap(({ name, version }) => {
    const path = eventPath(name, version);
    const schema = parse(files, path);
    if (!schema) return [finding('event-schema', `The schema of event ${name} is missing or no JSON.`, path)];
    try {
      strictAjv().compile(schema);
      return [];
    } catch (error) {
      return [finding('event-schema', error instanceof Error ? error.message : String(error), path)];
    }
  });

const promised = (document: Json, service: Service): Finding[] => {
  const text = JSON.stringify(document);
  return service.events
    .map(({ name, version }) => `com.connectsoft.${service.name}.${kebabCase(name)}.v${version}`)
    .filter((type) => !text.includes(`"${type}"`))
    .map((type) => finding('missing-event', `Event type ${type} of the blueprint is not published.`));
};

const messageCount = (document: Json): number => {
  const channels = at(document, 'channels');
  return isObject(channels)
    ? Object.values(channels).reduce<number>(
        (sum, channel) => sum + Object.keys((at(channel, 'messages') as Json | undefined) ?? {}).length,
        0,
      )
    : 0;
};

/** Checks the AsyncAPI document and the event schemas, and that every event of the blueprint is published. */
export const checkAsyncapi = (files: readonly GeneratedFile[], service: Service): Inspection => {
  const document = parse(files, FILE);
  if (!document) {
    return {
      inspected: 0,
      unit: 'documents',
      findings: [finding('missing', `${FILE} is missing or no JSON.`)],
    };
  }
  return {
    inspected: 1 + service.events.length,
    unit: 'documents',
    remark: `${messageCount(document)} messages`,
    findings: [
      ...structure(document),
      ...brokenReferences(document, files),
      ...eventSchemas(files, service),
      ...promised(document, service),
    ],
  };
};
