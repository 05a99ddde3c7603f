import type { Blueprint, Service } from '../../domain/blueprint.ts';
import type { ProductPlan } from '../../domain/product-plan.ts';
import type { AgentFinding } from '../define-agent.ts';
import { aggregateFindings } from './checks/aggregate-findings.ts';
import { withoutUnit } from '../../domain/custom-sources.ts';
import { customUnitFindings } from './checks/custom-unit-findings.ts';
import { eventFindings } from './checks/event-findings.ts';
import { finding, repeated } from './checks/finding.ts';
import { nameFindings, operationFindings } from './checks/name-findings.ts';
import { processFindings } from './checks/process-findings.ts';
import { reactionFindings } from './checks/reaction-findings.ts';
import { traceFindings } from './checks/trace-findings.ts';
import { useCaseFindings } from './checks/use-case-findings.ts';

const serviceFindings = (blueprint: Blueprint, service: Service): AgentFinding[] => {
  const useCases = useCaseFindings(service);
  const isComplete = useCases.every(({ rule }) => rule !== 'known-aggregate');
  const hasContext = blueprint.boundedContexts.some(({ name }) => name === service.boundedContext);
  return [
    ...nameFindings(service),
    ...useCases,
    ...eventFindings(service),
    ...aggregateFindings(blueprint, service),
    ...customUnitFindings(service),
    ...reactionFindings(blueprint, service),
    ...(isComplete ? operationFindings(service) : []),
    ...(hasContext
      ? []
      : [
          finding(
            'known-context',
            `Service ${service.name} belongs to context ${service.boundedContext}, which does not exist.`,
          ),
        ]),
  ];
};

/** What is wrong with a blueprint although its shape is right, apart from what it serves. */
export const structureFindings = (blueprint: Blueprint): AgentFinding[] => [
  ...repeated(blueprint.services.map(({ name }) => name)).map((name) =>
    finding('unique-names', `Service ${name} exists more than once.`),
  ),
  ...blueprint.services.flatMap((service) => serviceFindings(blueprint, service)),
  ...processFindings(blueprint),
  ...repeated(blueprint.decisions.map(({ id }) => id)).map((id) =>
    finding('unique-names', `Decision ${id} exists more than once.`),
  ),
];

/** What would not hold without the custom units: each can turn out to be more than a model can write. */
const leaningFindings = (blueprint: Blueprint): AgentFinding[] => {
  const units = blueprint.services.flatMap(({ name, customUnits = [] }) =>
    customUnits.map((unit) => ({ service: name, unit: unit.name })),
  );
  if (units.length === 0) return [];
  const without = units.reduce(
    (rest, { service, unit }) => withoutUnit(rest, service, unit, unit),
    blueprint,
  );
  return structureFindings(without).map(({ message }) =>
    finding(
      'custom-unit',
      `Nothing but callers may read what a custom unit computes. Without it: ${message}`,
    ),
  );
};

const checkedStructure = (blueprint: Blueprint): AgentFinding[] => {
  const findings = structureFindings(blueprint);
  return findings.length > 0 ? findings : leaningFindings(blueprint);
};

/** What is wrong with a blueprint of a plan although its shape is right. */
export const checkBlueprint = (blueprint: Blueprint, { plan }: { plan: ProductPlan }): AgentFinding[] => [
  ...checkedStructure(blueprint),
  ...traceFindings(blueprint, plan),
];
