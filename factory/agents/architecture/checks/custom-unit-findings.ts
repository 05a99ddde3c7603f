import type { Aggregate, Service } from '../../../domain/blueprint.ts';
import { customSources, type CustomSource } from '../../../domain/custom-sources.ts';
import { isOfType, type CustomUnit } from '../../../domain/custom-unit.ts';
import type { Field, FieldType } from '../../../domain/field.ts';
import { unitFaults } from '../../../domain/judge-unit.ts';
import type { AgentFinding } from '../../define-agent.ts';
import { resourceFields } from '../expression-scope.ts';
import { valueType } from '../value-type.ts';
import { finding, repeated } from './finding.ts';

const wrong = (message: string): AgentFinding => finding('custom-unit', message);

/** Whether every value of a type may stand where one of another is wanted. */
const goesInto = (from: FieldType, to: FieldType): boolean => {
  if (from.kind === 'enum' && to.kind === 'enum')
    return from.values.every((value) => to.values.includes(value));
  if (to.kind === 'enum') return false;
  if (from.kind === 'decimal' && to.kind === 'integer') return false;
  return valueType(from) === valueType(to);
};

const argumentFindings = (
  aggregate: Aggregate,
  field: Field,
  { arguments: given }: CustomSource,
  unit: CustomUnit,
): AgentFinding[] => {
  const wanted = unit.parameters.map(({ name }) => name).join(', ');
  const named = given.map(({ parameter }) => parameter).join(', ');
  if (wanted !== named)
    return [wrong(`${aggregate.name}.${field.name} gives ${unit.name} (${named}), which takes (${wanted}).`)];
  return given.flatMap(({ field: name }, index) => {
    const read = resourceFields(aggregate).find((each) => each.name === name);
    const type = unit.parameters[index]?.type;
    if (!read || name === field.name)
      return [wrong(`${aggregate.name}.${field.name} reads ${name}, which is no other field of it.`)];
    return type && goesInto(read.type, type)
      ? []
      : [
          wrong(
            `${aggregate.name}.${name} is ${read.type.kind}, ${unit.name} takes ${type?.kind ?? 'nothing'}.`,
          ),
        ];
  });
};

const sourceFindings = (
  { aggregate, field, source }: ReturnType<typeof customSources>[number],
  units: readonly CustomUnit[],
): AgentFinding[] => {
  const unit = units.find(({ name }) => name === source.unit);
  if (!unit) return [wrong(`${aggregate.name}.${field.name} needs ${source.unit}, which does not exist.`)];
  return [
    ...argumentFindings(aggregate, field, source, unit),
    ...(goesInto(unit.result, field.type)
      ? []
      : [
          wrong(
            `${unit.name} gives ${unit.result.kind}, ${aggregate.name}.${field.name} is ${field.type.kind}.`,
          ),
        ]),
    ...(source.body === undefined ? [] : [wrong(`${unit.name} is given a body; its writer writes it.`)]),
  ];
};

const exampleFindings = ({ name, parameters, result, examples }: CustomUnit): AgentFinding[] =>
  examples.flatMap(({ given, result: expected }, index) => {
    const fits =
      given.length === parameters.length &&
      parameters.every(({ type }, at) => isOfType(type, given[at])) &&
      isOfType(result, expected);
    return fits ? [] : [wrong(`Example ${index + 1} of ${name} does not fit its signature.`)];
  });

const unitFindings = (unit: CustomUnit, uses: number): AgentFinding[] => {
  const names = unit.parameters.map(({ name }) => name);
  const twice = repeated(unit.examples.map(({ given }) => JSON.stringify(given)));
  return [
    ...(uses === 1 ? [] : [wrong(`${unit.name} computes ${uses} fields; a custom unit computes one.`)]),
    ...(unitFaults(names, 'return 0;').length === 0
      ? []
      : [wrong(`A parameter of ${unit.name} has a word of the language as its name.`)]),
    ...[...repeated(names), ...twice].map((each) => wrong(`${unit.name} is given ${each} more than once.`)),
    ...exampleFindings(unit),
  ];
};

/** What is wrong with the custom units of a service, and with the fields that they compute. */
export const customUnitFindings = (service: Service): AgentFinding[] => {
  const { customUnits: units = [] } = service;
  const sources = customSources(service);
  return [
    ...repeated(units.map(({ name }) => name)).map((name) =>
      finding('unique-names', `Custom unit ${name} exists more than once.`),
    ),
    ...units.flatMap((unit) =>
      unitFindings(unit, sources.filter(({ source }) => source.unit === unit.name).length),
    ),
    ...sources.flatMap((source) => sourceFindings(source, units)),
  ];
};
