import { serverFields, type Aggregate } from '../../domain/aggregate.ts';
import type { Field, Service } from '../../domain/blueprint.ts';
import { isGiven } from '../../domain/field.ts';
import { sentenceCase } from '../../domain/naming.ts';
import { operationsOf, queryParameters, type Operation } from '../../domain/operation.ts';
import { storiesOf, type ProductPlan } from '../../domain/product-plan.ts';
import { exampleCall } from './api-call.ts';
import { expressionText } from './expression-text.ts';
import { code, codeBlock, document, table } from './markdown-blocks.ts';
import { sentence, text } from './markdown-text.ts';
import { operationBehaviour } from './operation-behaviour.ts';
import { problemTable } from './problem-table.ts';
import { ruleStatus } from './rule-text.ts';

const filtersText = ({ useCase, aggregate }: Operation): string => {
  if (useCase.kind !== 'search' && useCase.kind !== 'export') return '';
  const names = queryParameters(useCase, aggregate).map(({ name }) => `\`${name}\``);
  return names.length > 0 ? `Filters: ${names.join(', ')}. All of them may be combined.` : 'No filters.';
};

const servedStories = (plan: ProductPlan, { useCase }: Operation): string => {
  const stories = storiesOf(plan).filter(({ id }) => useCase.storyIds.includes(id));
  return stories.length > 0
    ? ` · serves: ${stories.map(({ id, title }) => `${id} ${text(title)}`).join(', ')}`
    : '';
};

const permission = ({ useCase: { roles, owner } }: Operation): string =>
  [
    ...(roles.length > 0
      ? [`Only for ${roles.map(code).join(' or ')} (401 without an actor, 403 for others).`]
      : []),
    ...(owner === undefined ? [] : [`Only for the actor whom ${code(owner)} names (403 for others).`]),
  ].join(' ');

const operationBlocks = (service: Service, plan: ProductPlan, operation: Operation): string[] => [
  `### ${text(operation.useCase.summary).replace(/\.$/, '')}`,
  `\`${operation.method} ${operation.path}\` → ${operation.status} · operation \`${operation.useCase.name}\` · actor: ${text(operation.useCase.actor)}${servedStories(plan, operation)}`,
  operationBehaviour(operation),
  permission(operation),
  filtersText(operation),
  codeBlock('sh', exampleCall(service, operation)),
];

const fieldRule = (field: Field): string =>
  [
    ...(field.derived ? [`computed: ${code(expressionText(field.derived))}`] : []),
    ...(field.managed ? ['set by the service'] : []),
    ...(isGiven(field) ? [field.required && field.default === 'none' ? 'required' : 'optional'] : []),
    ...(field.unique ? ['unique'] : []),
    ...(field.immutable && isGiven(field) ? ['given once'] : []),
    ...(field.default === 'now' ? ['the time of the write when absent'] : []),
  ].join(', ');

const fieldTable = (fields: readonly Field[]): string =>
  table(
    ['Field', 'Meaning', 'Rules'],
    fields.map((field) => [code(field.name), text(field.description), fieldRule(field)]),
  );

const rulesTable = ({ rules }: Aggregate): string =>
  table(
    ['Rule', 'What holds', 'Refused with'],
    rules.map((rule) => [code(rule.name), text(rule.statement), String(ruleStatus(rule))]),
  );

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
      fieldTable([...aggregate.fields, ...serverFields(aggregate)]),
      ...aggregate.children.flatMap((child) => [
        `Each ${sentenceCase(child.name).toLowerCase()} has:`,
        fieldTable(child.fields),
      ]),
      rulesTable(aggregate),
      ...operations
        .filter((operation) => operation.aggregate === aggregate)
        .flatMap((operation) => operationBlocks(service, plan, operation)),
    ]),
    '## When a call is refused',
    'Everything that is not 2xx is `application/problem+json` (RFC 9457) with `type`, `title`, `status`, `detail` and `instance`; `errors` names each field (`pointer`) or parameter (`parameter`) at fault.',
    problemTable(service),
    'Every answer carries `X-Correlation-Id`: the caller’s, if it sent a valid one. `traceparent` (W3C) is continued.',
  );
};
