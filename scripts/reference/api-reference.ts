import { PROBLEMS } from '../../functions/http/problem.ts';
import { openApiDocument } from '../../functions/openapi/openapi-document.ts';
import type { JsonSchema } from './json-schema.ts';
import { limitsOf, typeOf } from './json-schema.ts';
import { anchor, code, document, madeFrom, table } from './markdown.ts';
import { answerTable } from './schema-table.ts';

type Parameter = { name: string; in: string; required: boolean; description?: string; schema: JsonSchema };
type Content = Record<string, { schema: JsonSchema }>;
type Operation = {
  operationId: string;
  summary: string;
  /** Absent or empty: whoever asks. */
  security?: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
};
export type ApiDocument = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema> };
};

/** Bodies that a document of their own describes. */
const ELSEWHERE: Readonly<Record<string, string>> = { ProjectDefinition: 'definition.md' };

const bodyText = ([type, { schema }]: [string, { schema: JsonSchema }]): string => {
  const name = schema.$ref?.split('/').at(-1);
  if (name === undefined) return code(type);
  return `${code(type)}: [${name}](${ELSEWHERE[name] ?? `#${anchor(name)}`})`;
};
const contentText = (content: Content = {}): string => Object.entries(content).map(bodyText).join('; ');

const parameterTable = (parameters: readonly Parameter[]): string =>
  table(
    ['parameter', 'in', 'type', 'required', 'limits', 'default', 'meaning'],
    parameters.map(({ name, in: place, required, schema, description }) => [
      code(name),
      place,
      typeOf(schema),
      required ? 'yes' : '',
      limitsOf(schema),
      schema.default === undefined ? '' : code(String(schema.default)),
      description ?? '',
    ]),
  );

/** Roles of which one is needed, where the host asks who calls. */
const rolesText = ({ security = [] }: Operation): string => {
  const [roles = []] = security.flatMap((each) => Object.values(each));
  if (security.some((each) => 'hook' in each)) return 'For hooks, which show a secret of their own.';
  return roles.length === 0 ? 'Open.' : `Role: ${roles.map(code).join(' or ')}`;
};

const operationBlocks = (path: string, method: string, operation: Operation): string[] => [
  `### ${operation.operationId}`,
  `\`${method.toUpperCase()} ${path}\`: ${operation.summary}`,
  rolesText(operation),
  parameterTable(operation.parameters),
  operation.requestBody ? `Body, required: ${contentText(operation.requestBody.content)}` : '',
  table(
    ['answer', 'body', 'meaning'],
    Object.entries(operation.responses)
      .filter(([status]) => status !== 'default')
      .map(([status, { description, content }]) => [status, contentText(content), description]),
  ),
];

const overview = (paths: ApiDocument['paths']): string =>
  table(
    ['operation', 'request', 'what it does'],
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId, summary }]) => [
        `[${operationId}](#${anchor(operationId)})`,
        code(`${method.toUpperCase()} ${path}`),
        summary,
      ]),
    ),
  );

/** The reference of an OpenAPI document. */
export const apiReferenceOf = (api: ApiDocument): Promise<string> => {
  const bodies = Object.entries(api.components.schemas).filter(([name]) => !(name in ELSEWHERE));
  return document('docs/reference/api.md', [
    '# Reference: the HTTP API',
    madeFrom('the OpenAPI document, `functions/openapi/`'),
    'Every operation, parameter, body and answer. [The guide](../api.md) shows how they are used; `GET /api/openapi.json` is the same for machines.',
    overview(api.paths),
    '## Operations',
    'On Azure a caller needs one of the roles that are named ([security](../security.md#who-may-call)); the embedded host asks for none.',
    'Any operation may also answer a [problem](#problems) of type `internal` or `unavailable`.',
    ...Object.entries(api.paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, operation]) => operationBlocks(path, method, operation)),
    ),
    '## Bodies',
    'A `[]` stands for each entry of a list. _Always_ says that the member is never absent.',
    ...bodies.flatMap(([name, schema]) => [
      `### ${name}`,
      name === 'EventPage' ? 'The events are described in [events.md](events.md).' : '',
      answerTable(schema, name === 'EventPage' ? ['items[].event'] : []),
    ]),
    '## Problems',
    'Whatever is not 2xx is `application/problem+json` (RFC 9457), a [Problem](#problem).',
    table(
      ['type', 'status', 'title', 'when'],
      Object.entries(PROBLEMS).map(([name, { status, title, meaning }]) => [
        code(`urn:problem:${name}`),
        String(status),
        title,
        meaning,
      ]),
    ),
  ]);
};

/** docs/reference/api.md */
export const apiReference = (): Promise<string> => apiReferenceOf(openApiDocument('') as ApiDocument);
