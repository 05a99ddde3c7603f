import type { Aggregate, DomainEvent, Field, Service, UseCase } from '../../domain/blueprint.ts';
import { camelCase, kebabCase, sentenceCase, words } from '../../domain/naming.ts';
import { operationsOf, queryParameters, type QueryParameter } from '../../domain/operation.ts';
import { methodName, typeName, variableName } from './identifiers.ts';

type UseCaseOf<Kind extends UseCase['kind']> = Extract<UseCase, { kind: Kind }>;

/** A use case with the names that it has in code. */
export type UseCaseModel<Kind extends UseCase['kind'] = UseCase['kind']> = {
  useCase: UseCaseOf<Kind>;
  /** Name of the function, and of its file in kebab-case. */
  name: string;
  file: string;
  /** Method of the aggregate that does it: `record`. */
  method: string;
  events: DomainEvent[];
};

/** An aggregate with its use cases, and what each is called in code. */
export type AggregateModel = {
  service: Service;
  aggregate: Aggregate;
  /** Class: `AuditEvent`. */
  type: string;
  /** Variable: `auditEvent`, `auditEvents`. */
  one: string;
  many: string;
  /** Files and folder: `audit-event`. */
  folder: string;
  /** Collection in the store and path of the resource: `audit-events`. */
  collection: string;
  /** In prose: `audit event`, `audit events`. */
  noun: string;
  nouns: string;
  /** `AuditEventInput` when the server fills in fields that a caller leaves out, else `AuditEventFields`. */
  inputType: string;
  /** Fields that get the time of the write. */
  defaulted: Field[];
  create: UseCaseModel<'create'>;
  get?: UseCaseModel<'get'>;
  update?: UseCaseModel<'update'>;
  remove?: UseCaseModel<'remove'>;
  search?: UseCaseModel<'search'>;
  export?: UseCaseModel<'export'>;
  /** All of them, in the blueprint's order. */
  useCases: UseCaseModel[];
  /** Events that its use cases emit. */
  events: DomainEvent[];
  /** Of search and export together. */
  filters: QueryParameter[];
  /** Its documents can change. */
  isMutable: boolean;
  /** Answers carry an ETag. */
  isVersioned: boolean;
  /** Something looks for one by its id. */
  isFound: boolean;
};

const fallbacks: Record<UseCase['kind'], string> = {
  create: 'create',
  get: 'get',
  update: 'update',
  remove: 'remove',
  search: 'search',
  export: 'export',
};

/** The verb of a use case: `recordEvent` → `record`. */
const methodOf = (aggregate: Aggregate, { name, kind }: UseCase): string => {
  const nouns = new Set([...words(aggregate.name), ...words(aggregate.plural)]);
  const verbs = words(name).filter((word) => !nouns.has(word));
  return verbs.length === 1 ? methodName(verbs[0] ?? '', fallbacks[kind]) : fallbacks[kind];
};

const eventsOf = (service: Service, useCase: UseCase): DomainEvent[] => {
  const emitted = 'emits' in useCase ? useCase.emits : [];
  return emitted.map((name) => {
    const event = service.events.find((candidate) => candidate.name === name);
    if (!event)
      throw new Error(`Use case ${useCase.name} emits ${name}, which the service does not declare.`);
    return event;
  });
};

const uniqueBy = <T>(items: readonly T[], key: (item: T) => string): T[] =>
  items.filter((item, index) => items.findIndex((other) => key(other) === key(item)) === index);

const filtersOf = (useCases: readonly UseCase[]): QueryParameter[] => {
  const all = useCases.flatMap((useCase) =>
    useCase.kind === 'search' || useCase.kind === 'export' ? queryParameters(useCase) : [],
  );
  return uniqueBy(all, ({ name }) => name);
};

const modelOf = (service: Service, aggregate: Aggregate): AggregateModel => {
  const own = service.useCases.filter((useCase) => useCase.aggregate === aggregate.name);
  const useCases = own.map((useCase) => ({
    useCase,
    name: variableName(useCase.name),
    file: kebabCase(useCase.name),
    method: methodOf(aggregate, useCase),
    events: eventsOf(service, useCase),
  }));
  const find = <Kind extends UseCase['kind']>(kind: Kind): UseCaseModel<Kind> | undefined =>
    useCases.find(({ useCase }) => useCase.kind === kind) as UseCaseModel<Kind> | undefined;
  const [create, update, remove] = [find('create'), find('update'), find('remove')];
  if (!create) throw new Error(`Aggregate ${aggregate.name} has use cases, but none that creates one.`);
  if (aggregate.kind === 'append-only' && (update || remove))
    throw new Error(`Aggregate ${aggregate.name} is append-only: it can be neither updated nor removed.`);
  const taken = aggregate.fields.find(({ name }) => name === 'id' || name === 'recordedAt');
  if (taken)
    throw new Error(`Field ${taken.name} of ${aggregate.name} is set by the server. Rename the field.`);
  const type = typeName(aggregate.name);
  const one = variableName(camelCase(aggregate.name));
  const many = variableName(camelCase(aggregate.plural));
  const isDefaulted = aggregate.fields.some((field) => field.default === 'now');
  return {
    service,
    aggregate,
    type,
    one,
    many: many === one ? `${many}Items` : many,
    folder: kebabCase(aggregate.name),
    collection: kebabCase(aggregate.plural),
    noun: sentenceCase(aggregate.name).toLowerCase(),
    nouns: sentenceCase(aggregate.plural).toLowerCase(),
    inputType: isDefaulted ? `${type}Input` : `${type}Fields`,
    defaulted: aggregate.fields.filter((field) => field.default === 'now'),
    create,
    ...{ get: find('get'), update, remove, search: find('search'), export: find('export') },
    useCases,
    events: uniqueBy(
      useCases.flatMap(({ events }) => events),
      ({ name }) => name,
    ),
    filters: filtersOf(own),
    isMutable: Boolean(update ?? remove),
    isVersioned: aggregate.kind === 'plain',
    isFound: Boolean(find('get') ?? update ?? remove),
  } as AggregateModel;
};

/** The aggregates of a service that its use cases are about. Throws when two use cases would share an endpoint. */
export const aggregateModels = (service: Service): AggregateModel[] => {
  const endpoints = operationsOf(service).map(({ method, path }) => `${method} ${path}`);
  const twice = endpoints.find((endpoint, index) => endpoints.indexOf(endpoint) !== index);
  if (twice) throw new Error(`Two use cases of ${service.name} would answer ${twice}. Remove or rename one.`);
  return service.aggregates
    .filter(({ name }) => service.useCases.some(({ aggregate }) => aggregate === name))
    .map((aggregate) => modelOf(service, aggregate));
};

/** The server fills it when the caller gives none, so it is always there. */
export const isAlwaysPresent = (field: Field): boolean => field.required || field.default === 'now';

export const fieldOf = ({ aggregate }: AggregateModel, name: string): Field => {
  const found = aggregate.fields.find((field) => field.name === name);
  if (found) return found;
  const builtIn: Pick<Field, 'name' | 'type'> | undefined =
    name === 'recordedAt'
      ? { name, type: { kind: 'instant' } }
      : name === 'id'
        ? { name, type: { kind: 'string', minLength: 36, maxLength: 36 } }
        : undefined;
  if (!builtIn) throw new Error(`Aggregate ${aggregate.name} has no field ${name}.`);
  return {
    ...builtIn,
    description: name,
    required: true,
    unique: false,
    sensitivity: 'none',
    default: 'none',
  };
};
