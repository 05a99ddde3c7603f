import type { Aggregate, Blueprint, Service } from '../../../domain/blueprint.ts';
import { isCustom } from '../../../domain/custom-sources.ts';
import type { Field } from '../../../domain/field.ts';
import { transitionsTo } from '../../../domain/transitions-to.ts';
import type { AgentFinding } from '../../define-agent.ts';
import { aggregateScope, type ExpressionScope } from '../expression-scope.ts';
import { valueType } from '../value-type.ts';
import { finding } from './finding.ts';
import { faultsOf, ruleFaults } from './rule-faults.ts';

const referenceFindings = (
  blueprint: Blueprint,
  service: Service,
  holder: string,
  field: Field,
): AgentFinding[] => {
  const { type } = field;
  if (type.kind !== 'reference') return [];
  const other = blueprint.services.find(({ name }) => name === (type.service ?? service.name));
  return other?.aggregates.some(({ name }) => name === type.aggregate)
    ? []
    : [
        finding(
          'known-aggregate',
          `${holder}.${field.name} refers to ${type.aggregate}, which does not exist.`,
        ),
      ];
};

const derivedFindings = (holder: string, field: Field, scope: ExpressionScope): AgentFinding[] => {
  if (!field.derived) return [];
  const loop = reads(field.derived).includes(field.name);
  return [
    ...faultsOf(field.derived, valueType(field.type), scope),
    ...(loop ? [`it is computed from itself`] : []),
  ].map((fault) => finding('expression', `${holder}.${field.name} cannot be computed: ${fault}.`));
};

/** Names of the fields that an expression reads outside of parts. */
const reads = (expression: object): string[] => {
  if ('op' in expression && expression.op === 'field' && 'name' in expression)
    return [String(expression.name)];
  if ('over' in expression) return [];
  return Object.values(expression).flatMap((part) =>
    Array.isArray(part)
      ? part.flatMap((each) => reads(each as object))
      : typeof part === 'object' && part !== null
        ? reads(part as object)
        : [],
  );
};

const fieldFindings = (blueprint: Blueprint, service: Service, aggregate: Aggregate): AgentFinding[] => {
  const scope = aggregateScope(aggregate, service.aggregates);
  return [
    ...aggregate.fields.flatMap((field) => [
      ...referenceFindings(blueprint, service, aggregate.name, field),
      ...(isCustom(field.derived) ? [] : derivedFindings(aggregate.name, field, scope)),
      ...(field.type.kind === 'list' && !scope.parts?.(field.name)
        ? [
            finding(
              'known-part',
              `${aggregate.name}.${field.name} lists ${field.type.child}, which does not exist.`,
            ),
          ]
        : []),
    ]),
    ...aggregate.children.flatMap((child) =>
      child.fields.flatMap((field) => [
        ...referenceFindings(blueprint, service, child.name, field),
        ...derivedFindings(child.name, field, { fields: child.fields }),
      ]),
    ),
  ];
};

const lifecycleFindings = (service: Service, aggregate: Aggregate): AgentFinding[] => {
  const { lifecycle, name } = aggregate;
  if (!lifecycle) return [];
  const states = lifecycle.states.map((state) => state.name);
  const unknown = [lifecycle.initial, ...lifecycle.timeouts.map(({ state }) => state)].filter(
    (state) => !states.includes(state),
  );
  return [
    ...unknown.map((state) => finding('known-state', `${name} has no state ${state}.`)),
    ...states
      .filter((state) => transitionsTo(service, aggregate, state) === undefined)
      .map((state) => finding('reachable-state', `Nothing leads ${name} to ${state}.`)),
    ...lifecycle.timeouts.flatMap(({ useCase, state }) => {
      const found = service.useCases.find((each) => each.name === useCase);
      const fits =
        found?.kind === 'transition' &&
        found.aggregate === name &&
        found.automatic &&
        found.from.includes(state);
      return fits
        ? []
        : [finding('timeout', `${useCase} is no automatic transition of ${name} out of ${state}.`)];
    }),
  ];
};

const ruleFindings = (service: Service, aggregate: Aggregate): AgentFinding[] =>
  aggregate.rules.flatMap((rule) => {
    const named = rule.kind === 'guard' || rule.kind === 'block' ? rule.useCases : [];
    return [
      ...ruleFaults(rule, aggregate, service.aggregates).map((fault) =>
        finding('rule', `Rule ${aggregate.name}.${rule.name} cannot be checked: ${fault}.`),
      ),
      ...named
        .filter(
          (name) => !service.useCases.some((each) => each.name === name && each.aggregate === aggregate.name),
        )
        .map((name) =>
          finding('rule', `Rule ${aggregate.name}.${rule.name} guards ${name}, which does not exist.`),
        ),
    ];
  });

const kindFindings = ({ name, kind, ledger, reservable, fields }: Aggregate): AgentFinding[] => {
  const field = reservable && fields.find((each) => each.name === reservable.field);
  return [
    ...((kind === 'ledger') === (ledger !== undefined)
      ? []
      : [finding('ledger', `${name} is ${kind} and ${ledger ? 'has' : 'lacks'} a ledger.`)]),
    ...(reservable && field?.type.kind !== 'integer'
      ? [finding('reservable', `${name}.${reservable.field} is no whole number that can be reserved from.`)]
      : []),
  ];
};

/** What is wrong in the aggregates of a service: references, formulas, states, rules. */
export const aggregateFindings = (blueprint: Blueprint, service: Service): AgentFinding[] =>
  service.aggregates.flatMap((aggregate) => [
    ...kindFindings(aggregate),
    ...fieldFindings(blueprint, service, aggregate),
    ...lifecycleFindings(service, aggregate),
    ...ruleFindings(service, aggregate),
  ]);
