import type { Aggregate, Blueprint, Service } from './blueprint.ts';
import type { Expression } from './expression.ts';
import type { Field } from './field.ts';
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

/** The blueprint without a custom unit and the field that it computes; both stay known as unrealised. */
export const withoutUnit = (
  blueprint: Blueprint,
  service: string,
  unit: string,
  reason: string,
): Blueprint => {
  const found = blueprint.services
    .find(({ name }) => name === service)
    ?.customUnits?.find(({ name }) => name === unit);
  const told = new Set(blueprint.unrealised.map(({ id }) => id));
  const unrealised = (found?.requirementIds ?? [])
    .filter((id) => !told.has(id))
    .map((id): Unrealised => ({ id, text: found?.description ?? unit, reason }));
  return {
    ...inService(blueprint, service, (own) => withoutFields(own, unit)),
    unrealised: [...blueprint.unrealised, ...unrealised],
  };
};
