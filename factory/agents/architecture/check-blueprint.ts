import type { Blueprint, Service, UseCase } from '../../domain/blueprint.ts';
import { operationsOf, queryParameters } from '../../domain/operation.ts';
import { storiesOf, type ProductPlan } from '../../domain/product-plan.ts';
import type { AgentFinding } from '../define-agent.ts';

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];

const finding = (rule: string, message: string): AgentFinding => ({ rule, message });

/** Parameters that every search and export has besides its filters. */
const OWN_PARAMETERS = new Set(['limit', 'cursor', 'format']);
const OWN_FIELDS = new Set(['id', 'recordedAt']);

const nameFindings = (service: Service): AgentFinding[] => [
  ...repeated(service.aggregates.flatMap(({ name, plural }) => [...new Set([name, plural])])).map((name) =>
    finding('unique-names', `Aggregate ${name} exists more than once.`),
  ),
  ...repeated(service.useCases.map(({ name }) => name)).map((name) =>
    finding('unique-names', `Use case ${name} exists more than once.`),
  ),
  ...repeated(service.events.map(({ name, version }) => `${name} v${version}`)).map((name) =>
    finding('unique-names', `Event ${name} exists more than once.`),
  ),
  ...service.aggregates.flatMap(({ name, fields }) => [
    ...repeated(fields.map((field) => field.name)).map((field) =>
      finding('unique-names', `Field ${name}.${field} exists more than once.`),
    ),
    ...fields
      .filter((field) => OWN_FIELDS.has(field.name))
      .map((field) => finding('own-fields', `Field ${name}.${field.name} is the server's own.`)),
    ...fields
      .filter((field) => field.default === 'now' && field.type.kind !== 'instant')
      .map((field) =>
        finding('default-now', `Field ${name}.${field.name} is no instant and cannot default to now.`),
      ),
  ]),
];

const filterFindings = (
  service: Service,
  useCase: Extract<UseCase, { kind: 'search' | 'export' }>,
): AgentFinding[] => {
  const fields = service.aggregates.find(({ name }) => name === useCase.aggregate)?.fields ?? [];
  const parameters = queryParameters(useCase).map(({ name }) => name);
  return [
    ...useCase.filters.flatMap(({ field, match }) => {
      const found = fields.find(({ name }) => name === field);
      if (!found)
        return [
          finding(
            'known-field',
            `${useCase.name} filters by ${field}, which ${useCase.aggregate} does not have.`,
          ),
        ];
      const ordered = ['date', 'instant', 'integer', 'decimal'].includes(found.type.kind);
      if (match === 'range' && !ordered)
        return [finding('filter-type', `${useCase.name} filters ${field} by range, which has no order.`)];
      return found.type.kind === 'json'
        ? [finding('filter-type', `${useCase.name} filters by ${field}, which is JSON.`)]
        : [];
    }),
    ...[...repeated(parameters), ...parameters.filter((name) => OWN_PARAMETERS.has(name))].map((name) =>
      finding('unique-names', `${useCase.name} has parameter ${name} more than once.`),
    ),
  ];
};

const useCaseFindings = (service: Service): AgentFinding[] =>
  service.useCases.flatMap((useCase) => {
    const aggregate = service.aggregates.find(({ name }) => name === useCase.aggregate);
    if (!aggregate)
      return [
        finding(
          'known-aggregate',
          `Use case ${useCase.name} is about ${useCase.aggregate}, which does not exist.`,
        ),
      ];
    const changes = useCase.kind === 'update' || useCase.kind === 'remove';
    const emitted = 'emits' in useCase ? useCase.emits : [];
    const examples = 'examples' in useCase ? useCase.examples : [];
    const fields = new Set(aggregate.fields.map(({ name }) => name));
    const needed = aggregate.fields
      .filter((field) => field.required && field.default === 'none')
      .map(({ name }) => name);
    return [
      ...(changes && aggregate.kind === 'append-only'
        ? [finding('append-only', `${useCase.name} changes ${aggregate.name}, which is append-only.`)]
        : []),
      ...emitted
        .filter((name) => !service.events.some((event) => event.name === name))
        .map((name) => finding('known-event', `${useCase.name} emits ${name}, which does not exist.`)),
      ...examples.flatMap(({ title, input }) => [
        ...Object.keys(input)
          .filter((name) => !fields.has(name))
          .map((name) =>
            finding('example', `Example "${title}" of ${useCase.name} has an unknown field ${name}.`),
          ),
        ...needed
          .filter((name) => !(name in input))
          .map((name) => finding('example', `Example "${title}" of ${useCase.name} lacks ${name}.`)),
      ]),
      ...(useCase.kind === 'search' || useCase.kind === 'export' ? filterFindings(service, useCase) : []),
    ];
  });

const eventFindings = (service: Service): AgentFinding[] =>
  service.events.flatMap((event) => [
    ...(service.useCases.some(
      (useCase) =>
        'emits' in useCase && useCase.emits.includes(event.name) && useCase.aggregate === event.aggregate,
    )
      ? []
      : [finding('event-producer', `No use case of ${event.aggregate} emits ${event.name}.`)]),
    ...(service.aggregates.some(({ name }) => name === event.aggregate)
      ? []
      : [
          finding(
            'known-aggregate',
            `Event ${event.name} is about ${event.aggregate}, which does not exist.`,
          ),
        ]),
  ]);

const KIND_OF_INTENT: Record<string, UseCase['kind']> = {
  record: 'create',
  view: 'get',
  change: 'update',
  remove: 'remove',
  find: 'search',
  export: 'export',
};

const traceFindings = (blueprint: Blueprint, plan: ProductPlan): AgentFinding[] => {
  const useCases = blueprint.services.flatMap((service) => service.useCases);
  const stories = storiesOf(plan);
  const storyIds = new Set(stories.map(({ id }) => id));
  const requirementIds = new Set(plan.requirements.map(({ id }) => id));
  const unrealised = new Set(blueprint.unrealised.map(({ id }) => id));
  const served = new Set(useCases.flatMap((useCase) => useCase.requirementIds));
  return [
    ...stories
      .filter(
        ({ id, intent }) =>
          !useCases.some(
            (useCase) =>
              useCase.storyIds.includes(id) && (KIND_OF_INTENT[intent] ?? useCase.kind) === useCase.kind,
          ),
      )
      .map(({ id, intent }) => finding('story-served', `No use case carries out story ${id} (${intent}).`)),
    ...useCases.flatMap((useCase) => [
      ...useCase.storyIds
        .filter((id) => !storyIds.has(id))
        .map((id) => finding('known-story', `${useCase.name} serves story ${id}, which does not exist.`)),
      ...useCase.requirementIds
        .filter((id) => !requirementIds.has(id))
        .map((id) =>
          finding('known-requirement', `${useCase.name} serves requirement ${id}, which does not exist.`),
        ),
    ]),
    ...plan.requirements
      .filter(({ id }) => !served.has(id) && !unrealised.has(id))
      .map(({ id }) => finding('requirement-served', `Requirement ${id} is neither served nor unrealised.`)),
    ...plan.unrealised
      .filter(({ id }) => !unrealised.has(id))
      .map(({ id }) =>
        finding('unrealised-kept', `${id} was unrealised in the plan and is missing in the blueprint.`),
      ),
  ];
};

/** What is wrong with a blueprint although its shape is right. */
export const checkBlueprint = (blueprint: Blueprint, { plan }: { plan: ProductPlan }): AgentFinding[] => [
  ...blueprint.services.flatMap((service) => {
    const useCases = useCaseFindings(service);
    const operations = useCases.some(({ rule }) => rule === 'known-aggregate')
      ? []
      : repeated(
          operationsOf(service).map(({ method, path }) => `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`),
        ).map((name) => finding('unique-names', `Operation ${name} exists more than once.`));
    const context = blueprint.boundedContexts.some(({ name }) => name === service.boundedContext);
    return [
      ...nameFindings(service),
      ...useCases,
      ...eventFindings(service),
      ...operations,
      ...(context
        ? []
        : [
            finding(
              'known-context',
              `Service ${service.name} belongs to context ${service.boundedContext}, which does not exist.`,
            ),
          ]),
    ];
  }),
  ...repeated(blueprint.decisions.map(({ id }) => id)).map((id) =>
    finding('unique-names', `Decision ${id} exists more than once.`),
  ),
  ...traceFindings(blueprint, plan),
];
