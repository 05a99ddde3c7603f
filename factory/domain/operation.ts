import { aggregateOf, type Aggregate, type Filter, type Service, type UseCase } from './blueprint.ts';
import { camelCase, kebabCase } from './naming.ts';

/** How a use case appears at the HTTP interface. One source for the OpenAPI document and for the controllers. */
export type Operation = {
  useCase: UseCase;
  aggregate: Aggregate;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** OpenAPI template: `/events/{eventId}`. */
  path: string;
  /** Status of success. */
  status: 200 | 201 | 204;
};

/** Callers reach it over HTTP; what the clock or a reaction does has no operation. */
export const isCalled = (useCase: UseCase): boolean => useCase.kind !== 'transition' || !useCase.automatic;

export const collectionPath = (aggregate: Aggregate): string => `/${kebabCase(aggregate.plural)}`;

/** Name of the path parameter: `eventId`. */
export const idParameter = (aggregate: Aggregate): string => `${camelCase(aggregate.name)}Id`;

export const operationsOf = (service: Service): Operation[] =>
  service.useCases.filter(isCalled).map((useCase) => {
    const aggregate = aggregateOf(service, useCase.aggregate);
    const collection = collectionPath(aggregate);
    const item = `${collection}/{${idParameter(aggregate)}}`;
    switch (useCase.kind) {
      case 'create':
        return { useCase, aggregate, method: 'POST', path: collection, status: 201 };
      case 'get':
        return { useCase, aggregate, method: 'GET', path: item, status: 200 };
      case 'update':
        return { useCase, aggregate, method: 'PUT', path: item, status: 200 };
      case 'remove':
        return { useCase, aggregate, method: 'DELETE', path: item, status: 204 };
      case 'search':
        return { useCase, aggregate, method: 'GET', path: collection, status: 200 };
      case 'export':
        return { useCase, aggregate, method: 'GET', path: `${collection}/export`, status: 200 };
      case 'transition':
      case 'post':
        return { useCase, aggregate, method: 'POST', path: `${item}/${useCase.verb}`, status: 200 };
    }
  });

export type QueryParameter = { name: string; field: string; bound: 'equals' | 'from' | 'to' };

type Filtered = Extract<UseCase, { kind: 'search' | 'export' }>;

/** Filters of a search or export: those it names, then the state of its life cycle and every reference field. */
export const filtersOf = (
  { filters }: Pick<Filtered, 'filters'>,
  { fields, lifecycle }: Aggregate,
): Filter[] => {
  const known = new Set(filters.map(({ field }) => field));
  const implied = [
    ...(lifecycle ? [lifecycle.field] : []),
    ...fields.filter(({ type }) => type.kind === 'reference').map(({ name }) => name),
  ];
  return [
    ...filters,
    ...implied.filter((field) => !known.has(field)).map((field): Filter => ({ field, match: 'equals' })),
  ];
};

/**
 * Query parameters of a search or export: `equals` filters by name, `range` filters as From/To; those that every search of
 * the aggregate has included where it is given.
 */
export const queryParameters = (useCase: Filtered, aggregate?: Aggregate): QueryParameter[] =>
  (aggregate ? filtersOf(useCase, aggregate) : useCase.filters).flatMap(
    ({ field, match }): QueryParameter[] =>
      match === 'equals'
        ? [{ name: field, field, bound: 'equals' }]
        : [
            { name: `${field}From`, field, bound: 'from' },
            { name: `${field}To`, field, bound: 'to' },
          ],
  );
