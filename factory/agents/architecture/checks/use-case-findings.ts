import { givenFields } from '../../../domain/aggregate.ts';
import type { Aggregate, Service, UseCase } from '../../../domain/blueprint.ts';
import { queryParameters } from '../../../domain/operation.ts';
import type { AgentFinding } from '../../define-agent.ts';
import { aggregateScope, resourceFields } from '../expression-scope.ts';
import { valueType } from '../value-type.ts';
import { finding, repeated } from './finding.ts';
import { faultsOf } from './rule-faults.ts';

type UseCaseOf<Kind extends UseCase['kind']> = Extract<UseCase, { kind: Kind }>;

/** Parameters that every search and export has besides its filters. */
const OWN_PARAMETERS = new Set(['limit', 'cursor', 'format']);
const ORDERED = new Set(['number', 'date', 'instant']);

const filterFindings = (useCase: UseCaseOf<'search' | 'export'>, aggregate: Aggregate): AgentFinding[] => {
  const fields = resourceFields(aggregate);
  const parameters = queryParameters(useCase, aggregate).map(({ name }) => name);
  return [
    ...useCase.filters.flatMap(({ field, match }) => {
      const found = fields.find(({ name }) => name === field);
      if (!found)
        return [
          finding(
            'known-field',
            `${useCase.name} filters by ${field}, which ${aggregate.name} does not have.`,
          ),
        ];
      const type = valueType(found.type);
      if (match === 'range' && !ORDERED.has(type))
        return [finding('filter-type', `${useCase.name} filters ${field} by range, which has no order.`)];
      return type === 'json' || type === 'parts'
        ? [finding('filter-type', `${useCase.name} filters by ${field}, which has no single value.`)]
        : [];
    }),
    ...[...repeated(parameters), ...parameters.filter((name) => OWN_PARAMETERS.has(name))].map((name) =>
      finding('unique-names', `${useCase.name} has parameter ${name} more than once.`),
    ),
  ];
};

const exampleFindings = (useCase: UseCaseOf<'create' | 'update'>, aggregate: Aggregate): AgentFinding[] => {
  const given = givenFields(aggregate);
  const known = new Set(given.map(({ name }) => name));
  const needed = given.filter((field) => field.required && field.default === 'none').map(({ name }) => name);
  return useCase.examples.flatMap(({ title, input }) => [
    ...Object.keys(input)
      .filter((name) => !known.has(name))
      .map((name) =>
        finding('example', `Example "${title}" of ${useCase.name} has an unknown field ${name}.`),
      ),
    ...needed
      .filter((name) => !(name in input))
      .map((name) => finding('example', `Example "${title}" of ${useCase.name} lacks ${name}.`)),
  ]);
};

const inputFindings = (useCase: UseCaseOf<'transition' | 'post'>, taken: readonly string[]): AgentFinding[] =>
  repeated([...taken, ...useCase.input.map(({ name }) => name)]).map((name) =>
    finding('unique-names', `The body of ${useCase.name} has ${name} more than once.`),
  );

const transitionFindings = (
  useCase: UseCaseOf<'transition'>,
  aggregate: Aggregate,
  service: Service,
): AgentFinding[] => {
  const states = aggregate.lifecycle?.states.map(({ name }) => name) ?? [];
  const scope = aggregateScope(aggregate, service.aggregates, useCase.input);
  return [
    ...[...useCase.from, useCase.to]
      .filter((state) => !states.includes(state))
      .map((state) =>
        finding(
          'known-state',
          `${useCase.name} is about state ${state}, which ${aggregate.name} does not have.`,
        ),
      ),
    ...useCase.effects.flatMap(({ field, value }) => {
      const written = aggregate.fields.find(({ name }) => name === field);
      const faults = written
        ? faultsOf(value, valueType(written.type), scope)
        : [`${aggregate.name} has no field ${field}`];
      return faults.map((fault) => finding('expression', `${useCase.name} cannot write ${field}: ${fault}.`));
    }),
    ...inputFindings(useCase, []),
  ];
};

const postFindings = (useCase: UseCaseOf<'post'>, aggregate: Aggregate): AgentFinding[] =>
  aggregate.ledger
    ? inputFindings(useCase, [aggregate.ledger.unit])
    : [finding('ledger', `${useCase.name} posts to ${aggregate.name}, which is no ledger.`)];

const byKind = (useCase: UseCase, aggregate: Aggregate, service: Service): AgentFinding[] => {
  switch (useCase.kind) {
    case 'search':
    case 'export':
      return filterFindings(useCase, aggregate);
    case 'create':
      return exampleFindings(useCase, aggregate);
    case 'update':
    case 'remove':
      return [
        ...(aggregate.kind === 'plain'
          ? []
          : [
              finding(
                'append-only',
                `${useCase.name} changes ${aggregate.name}, which is ${aggregate.kind}.`,
              ),
            ]),
        ...(useCase.kind === 'update' ? exampleFindings(useCase, aggregate) : []),
      ];
    case 'transition':
      return transitionFindings(useCase, aggregate, service);
    case 'post':
      return postFindings(useCase, aggregate);
    default:
      return [];
  }
};

const ownerFindings = ({ name, owner }: UseCase, aggregate: Aggregate): AgentFinding[] => {
  const field = aggregate.fields.find((each) => each.name === owner);
  if (owner === undefined || (field && valueType(field.type) === 'text')) return [];
  return [finding('owner', `${name} belongs to whom ${owner} names, which is no text of ${aggregate.name}.`)];
};

/** What is wrong with the use cases of a service. */
export const useCaseFindings = (service: Service): AgentFinding[] =>
  service.useCases.flatMap((useCase) => {
    const aggregate = service.aggregates.find(({ name }) => name === useCase.aggregate);
    if (!aggregate)
      return [
        finding(
          'known-aggregate',
          `Use case ${useCase.name} is about ${useCase.aggregate}, which does not exist.`,
        ),
      ];
    const emitted = 'emits' in useCase ? useCase.emits : [];
    return [
      ...emitted
        .filter((name) => !service.events.some((event) => event.name === name))
        .map((name) => finding('known-event', `${useCase.name} emits ${name}, which does not exist.`)),
      ...repeated(useCase.roles).map((role) =>
        finding('unique-names', `${useCase.name} names role ${role} more than once.`),
      ),
      ...ownerFindings(useCase, aggregate),
      ...byKind(useCase, aggregate, service),
    ];
  });
