import type { Field, Service } from '../../domain/blueprint.ts';
import { sentenceCase } from '../../domain/naming.ts';
import { idParameter, operationsOf, queryParameters, type Operation } from '../../domain/operation.ts';
import { storiesOf, type ProductPlan } from '../../domain/product-plan.ts';
import { examplesOf } from '../contracts/resource-example.ts';
import { code, codeBlock, document, table } from './markdown-blocks.ts';
import { sentence, text } from './markdown-text.ts';
import { shellWord } from './shell.ts';

const BASE = 'http://127.0.0.1:8080';

const callPath = ({ path, aggregate }: Operation): string =>
  path.replace(`{${idParameter(aggregate)}}`, `$${idParameter(aggregate)}`);

/** The first filter of a search with a value out of the example, so that the call finds something. */
const exampleQuery = (service: Service, { useCase, aggregate }: Operation): string => {
  if (useCase.kind !== 'search' && useCase.kind !== 'export') return '';
  const input = examplesOf(service, aggregate)[0]?.input ?? {};
  const filter = queryParameters(useCase).find(
    ({ field, bound }) => bound === 'equals' && Object.hasOwn(input, field),
  );
  const query = new URLSearchParams(filter ? { [filter.name]: String(input[filter.field]) } : {});
  if (useCase.kind === 'export') query.set('format', useCase.formats[0] ?? 'csv');
  else query.set('limit', '20');
  return `?${query.toString()}`;
};

const exampleCall = (service: Service, operation: Operation): string => {
  const { useCase, method } = operation;
  const url = BASE + callPath(operation) + exampleQuery(service, operation);
  const target = url.includes('$') ? `"${url}"` : shellWord(url);
  const flags = method === 'GET' ? '' : `--request ${method} `;
  if (useCase.kind !== 'create' && useCase.kind !== 'update') return `curl --include ${flags}${target}`;
  return [
    `curl --include ${flags}${target} \\`,
    `  --header 'Content-Type: application/json' \\`,
    ...(useCase.kind === 'create' ? [`  --header 'Idempotency-Key: example-1' \\`] : []),
    `  --data ${shellWord(JSON.stringify(useCase.examples[0]?.input ?? {}))}`,
  ].join('\n');
};

const filtersText = ({ useCase }: Operation): string => {
  if (useCase.kind !== 'search' && useCase.kind !== 'export') return '';
  const names = queryParameters(useCase).map(({ name }) => `\`${name}\``);
  return names.length > 0 ? `Filters: ${names.join(', ')}. All of them may be combined.` : 'No filters.';
};

const behaviour = ({ useCase, aggregate }: Operation): string => {
  const versioned = aggregate.kind === 'plain';
  switch (useCase.kind) {
    case 'create':
      return `Send an \`Idempotency-Key\` (1–200 characters) to be able to repeat the call: the same key and body is answered as the first time and writes nothing.${versioned ? ' The answer carries the version in `ETag`.' : ''}`;
    case 'get':
      return versioned ? 'The answer carries the version in `ETag`.' : '';
    case 'update':
      return versioned
        ? 'Send the `ETag` back in `If-Match` to be sure that nobody else changed it meanwhile (412).'
        : '';
    case 'remove':
      return versioned ? 'Send the `ETag` in `If-Match` to remove only the version that you know (412).' : '';
    case 'search':
      return 'Newest first, `limit` 1–200 (default 50). Pass `nextCursor` as `cursor` to get the next page; it is absent on the last one. Every item that existed at the first page comes once, whatever is written meanwhile.';
    case 'export':
      return `Streamed, oldest first, as ${useCase.formats.join(' or ')}. In CSV a value that a spreadsheet would take for a formula is prefixed with \`'\`.`;
  }
};

const servedStories = (plan: ProductPlan, { useCase }: Operation): string => {
  const stories = storiesOf(plan).filter(({ id }) => useCase.storyIds.includes(id));
  return stories.length > 0
    ? ` · serves: ${stories.map(({ id, title }) => `${id} ${text(title)}`).join(', ')}`
    : '';
};

const operationBlocks = (service: Service, plan: ProductPlan, operation: Operation): string[] => [
  `### ${text(operation.useCase.summary).replace(/\.$/, '')}`,
  `\`${operation.method} ${operation.path}\` → ${operation.status} · operation \`${operation.useCase.name}\` · actor: ${text(operation.useCase.actor)}${servedStories(plan, operation)}`,
  behaviour(operation),
  filtersText(operation),
  codeBlock('sh', exampleCall(service, operation)),
];

const fieldRule = ({ required, default: fallback, unique }: Field): string =>
  [
    required && fallback === 'none' ? 'required' : 'optional',
    ...(unique ? ['unique'] : []),
    ...(fallback === 'now' ? ['the time of the write when absent'] : []),
  ].join(', ');

/** `docs/api.md`: how to call the service; the binding word is `api/openapi.json`. */
export const apiGuide = (service: Service, plan: ProductPlan): string => {
  const operations = operationsOf(service);
  return document(
    `# HTTP API of ${text(service.title)}`,
    sentence(service.description),
    'The contract is `api/openapi.json`; the running service serves it at `/openapi.json` and checks requests against it. The calls below reach a service started by `npm start`; a variable such as `$orderId` stands for an id that it gave.',
    table(
      ['Call', 'Purpose', 'Operation'],
      operations.map(({ method, path, useCase }) => [
        `\`${method} ${path}\``,
        text(useCase.summary),
        `\`${useCase.name}\``,
      ]),
    ),
    ...service.aggregates.flatMap((aggregate) => [
      `## ${sentenceCase(aggregate.plural)}`,
      table(
        ['Field', 'Meaning', 'Rules'],
        aggregate.fields.map((field) => [code(field.name), text(field.description), fieldRule(field)]),
      ),
      ...operations
        .filter((operation) => operation.aggregate === aggregate)
        .flatMap((operation) => operationBlocks(service, plan, operation)),
    ]),
    '## When a call is refused',
    'Everything that is not 2xx is `application/problem+json` (RFC 9457) with `type`, `title`, `status`, `detail` and `instance`; `errors` names each field (`pointer`) or parameter (`parameter`) at fault.',
    table(
      ['Status', 'Type', 'When'],
      [
        ['400', '`urn:problem:validation`', 'the body is no JSON, or a value breaks the contract'],
        ['404', '`urn:problem:not-found`', 'there is nothing with this id or path'],
        [
          '405',
          '`urn:problem:method-not-allowed`',
          'the path does not have this method; `Allow` has those it has',
        ],
        ['409', '`urn:problem:conflict`', 'a value that must be unique is taken'],
        ['412', '`urn:problem:precondition-failed`', '`If-Match` names an older version'],
        ['413', '`urn:problem:payload-too-large`', 'the body is over 1 MiB'],
        ['415', '`urn:problem:unsupported-media-type`', 'the body is not `application/json`'],
        ['422', '`urn:problem:idempotency-key-reused`', 'the key came before with another body'],
        ['500', '`urn:problem:internal`', 'the service failed; look up the correlation id in its log'],
      ],
    ),
    'Every answer carries `X-Correlation-Id`: the caller’s, if it sent a valid one. `traceparent` (W3C) is continued.',
  );
};
