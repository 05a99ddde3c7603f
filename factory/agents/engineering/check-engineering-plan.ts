import type { Service } from '../../domain/blueprint.ts';
import type { AgentFinding } from '../define-agent.ts';
import { LAYERS, type EngineeringPlan, type Unit } from './engineering-plan.ts';

const finding = (rule: string, message: string): AgentFinding => ({ rule, message });

const unitFindings = (unit: Unit, units: readonly Unit[]): AgentFinding[] =>
  unit.dependsOn.flatMap((id) => {
    const other = units.find((each) => each.id === id);
    if (!other) return [finding('known-unit', `${unit.id} needs ${id}, which is not planned.`)];
    const inward = LAYERS.indexOf(other.layer) <= LAYERS.indexOf(unit.layer);
    return inward ? [] : [finding('inward', `${unit.id} needs ${id}, which lies further outside.`)];
  });

/** What is wrong with a plan of units although its shape is right. */
export const checkEngineeringPlan = (
  { service, units }: EngineeringPlan,
  expected: Service,
): AgentFinding[] => {
  const has = (kind: Unit['kind'], aggregate: string, useCase?: string) =>
    units.some(
      (unit) =>
        unit.kind === kind &&
        unit.aggregate === aggregate &&
        (useCase === undefined || unit.useCases.includes(useCase)),
    );
  return [
    ...(service === expected.name
      ? []
      : [finding('known-service', `The plan is for ${service}, not for ${expected.name}.`)]),
    ...units
      .filter(({ id }, index) => units.findIndex((unit) => unit.id === id) !== index)
      .map(({ id }) => finding('unique-ids', `Unit ${id} is planned more than once.`)),
    ...units
      .filter(({ id, layer }) => !new RegExp(`^${layer}/[A-Za-z][\\w.-]*$`).test(id))
      .map(({ layer }) =>
        finding('known-id', `A unit of layer ${layer} has no id of the form ${layer}/name.`),
      ),
    ...units
      .filter(({ patterns }) => patterns.some((pattern) => !/^pattern\/[a-z0-9-]+$/.test(pattern)))
      .map(({ id }) => finding('known-pattern', `${id} follows what is no pattern.`)),
    ...units.flatMap((unit) => unitFindings(unit, units)),
    ...expected.aggregates.flatMap(({ name }) =>
      (['aggregate', 'repository-port', 'repository'] as const)
        .filter((kind) => !has(kind, name))
        .map((kind) => finding('aggregate-complete', `${name} has no ${kind}.`)),
    ),
    ...expected.useCases.flatMap(({ name, aggregate }) =>
      (['use-case', 'controller'] as const)
        .filter((kind) => !has(kind, aggregate, name))
        .map((kind) => finding('use-case-complete', `${name} has no ${kind}.`)),
    ),
    ...expected.reactions
      .filter(
        ({ name }) => !units.some(({ id, kind }) => kind === 'reaction' && id === `application/${name}`),
      )
      .map(({ name }) => finding('reaction-complete', `Nothing carries out reaction ${name}.`)),
    ...expected.externalSystems
      .filter(
        ({ name }) => !units.some(({ id, kind }) => kind === 'external-adapter' && id.endsWith(`/${name}`)),
      )
      .map(({ name }) => finding('external-complete', `${name} has no adapter.`)),
    ...expected.events
      .filter(({ aggregate }) => !has('outbox', aggregate))
      .map(({ name }) => finding('event-published', `No outbox publishes ${name}.`)),
  ];
};
