import type { Aggregate, Blueprint, Service } from './blueprint.ts';
import type { CustomUnit } from './custom-unit.ts';
import type { Expression } from './expression.ts';
import type { Field } from './field.ts';
import { servingElements } from './serving-elements.ts';
import type { Unrealised } from './unrealised.ts';

export type CustomSource = Extract<Expression, { op: 'custom' }>;

export const isCustom = (expression: Expression | undefined): expression is CustomSource =>
  expression?.op === 'custom';

/** Fields of aggregates that custom units compute. */
export const customSources = ({
  aggregates,
}: Pick<Service, 'aggregates'>): { aggregate: Aggregate; field: Field; source: CustomSource }[] =>
  aggregates.flatMap((aggregate) =>
    aggregate.fields.flatMap((field) =>
      isCustom(field.derived) ? [{ aggregate, field, source: field.derived }] : [],
    ),
  );

/** The services with a change of one of them. */
const inService = (blueprint: Blueprint, name: string, change: (service: Service) => Service): Blueprint => ({
  ...blueprint,
  services: blueprint.services.map((service) => (service.name === name ? change(service) : service)),
});

const isOf = (field: Field, unit: string): boolean => isCustom(field.derived) && field.derived.unit === unit;

/** The blueprint with the body of a unit's function. */
export const withBody = (blueprint: Blueprint, service: string, unit: string, body: string): Blueprint =>
  inService(blueprint, service, (own) => ({
    ...own,
    aggregates: own.aggregates.map((aggregate) => ({
      ...aggregate,
      fields: aggregate.fields.map((field) =>
        isCustom(field.derived) && isOf(field, unit)
          ? { ...field, derived: { ...field.derived, body } }
          : field,
      ),
    })),
  }));

const withoutFields = (service: Service, unit: string): Service => ({
  ...service,
  aggregates: service.aggregates.map((aggregate) => ({
    ...aggregate,
    fields: aggregate.fields.filter((field) => !isOf(field, unit)),
  })),
  customUnits: service.customUnits?.filter(({ name }) => name !== unit),
});

/** Requirements that something else than custom units serves. */
const servedElsewhere = ({ services, processes }: Blueprint): ReadonlySet<string> => {
  const others = services.map((service) => ({ ...service, customUnits: [] }));
  return new Set(
    servingElements({ services: others, processes }).flatMap(({ requirementIds }) => requirementIds),
  );
};

const nextFree = (told: ReadonlySet<string>): string => {
  let number = 1;
  while (told.has(`U${number}`)) number += 1;
  return `U${number}`;
};

/** What is no longer realised: requirements that nothing else serves, else the unit by itself. */
const leftOpen = (blueprint: Blueprint, unit: CustomUnit, reason: string): Unrealised[] => {
  const told = new Set(blueprint.unrealised.map(({ id }) => id));
  const served = servedElsewhere(blueprint);
  const open = unit.requirementIds.filter((id) => !served.has(id));
  const ids = open.length > 0 ? open : [nextFree(told)];
  return ids.filter((id) => !told.has(id)).map((id) => ({ id, text: unit.description, reason }));
};

/** The blueprint without a custom unit and the field that it computes; what that was for is unrealised. */
export const withoutUnit = (
  blueprint: Blueprint,
  service: string,
  unit: string,
  reason: string,
): Blueprint => {
  const found = blueprint.services
    .find(({ name }) => name === service)
    ?.customUnits?.find(({ name }) => name === unit);
  return {
    ...inService(blueprint, service, (own) => withoutFields(own, unit)),
    unrealised: [...blueprint.unrealised, ...(found ? leftOpen(blueprint, found, reason) : [])],
  };
};
