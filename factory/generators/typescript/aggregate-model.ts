import type { Aggregate, DomainEvent, Field, Service, UseCase } from '../../domain/blueprint.ts';
import { camelCase, kebabCase, sentenceCase, words } from '../../domain/naming.ts';
import { operationsOf, queryParameters, type QueryParameter } from '../../domain/operation.ts';
import { functionName, methodName, repositoryName, typeName, variableName } from './identifiers.ts';

type UseCaseOf<Kind extends UseCase['kind']> = Extract<UseCase, { kind: Kind }>;

/** A use case with the names that it has in code. */
export type UseCaseModel<Of extends UseCase = UseCase> = {
  useCase: Of;
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
  /** Variable: `auditEvent`. */
  one: string;
  /** Variable of the repository: `auditEvents`. */
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
  create: UseCaseModel<UseCaseOf<'create'>>;
  get?: UseCaseModel<UseCaseOf<'get'>>;
  update?: UseCaseModel<UseCaseOf<'update'>>;
  remove?: UseCaseModel<UseCaseOf<'remove'>>;
  search?: UseCaseModel<UseCaseOf<'search'>>;
  export?: UseCaseModel<UseCaseOf<'export'>>;
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

/** The verb of a use case: `recordEvent` → `record`. */
const methodOf = (aggregate: Aggregate, { name, kind }: UseCase): string => {
  const nouns = new Set([...words(aggregate.name), ...words(aggregate.plural)]);
  const verbs = words(name).filter((word) => !nouns.has(word));
  return verbs.length === 1 ? methodName(verbs[0] ?? '', kind) : kind;
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

/** Throws when the aggregate asks for what cannot be. */
const assertPossible = ({ name, kind, fields }: Aggregate, kinds: readonly UseCase['kind'][]): void => {
  if (!kinds.includes('create'))
    throw new Error(`Aggregate ${name} has use cases, but none that creates one.`);
  if (kind === 'append-only' && (kinds.includes('update') || kinds.includes('remove')))
    throw new Error(`Aggregate ${name} is append-only: it can be neither updated nor removed.`);
  const taken = fields.find((field) => field.name === 'id' || field.name === 'recordedAt');
  if (taken) throw new Error(`Field ${taken.name} of ${name} is set by the server. Rename the field.`);
};

const namesOf = (aggregate: Aggregate) => {
  const type = typeName(aggregate.name);
  const one = variableName(camelCase(aggregate.name));
  const isDefaulted = aggregate.fields.some((field) => field.default === 'now');
  return {
    type,
    one,
    many: repositoryName(one, camelCase(aggregate.plural)),
    folder: kebabCase(aggregate.name),
    collection: kebabCase(aggregate.plural),
    noun: sentenceCase(aggregate.name).toLowerCase(),
    nouns: sentenceCase(aggregate.plural).toLowerCase(),
    inputType: isDefaulted ? `${type}Input` : `${type}Fields`,
  };
};

const modelOf = (service: Service, aggregate: Aggregate): AggregateModel => {
  const own = service.useCases.filter((useCase) => useCase.aggregate === aggregate.name);
  assertPossible(
    aggregate,
    own.map(({ kind }) => kind),
  );
  const useCases = own.map((useCase) => ({
    useCase,
    name: functionName(useCase.name),
    file: kebabCase(useCase.name),
    method: methodOf(aggregate, useCase),
    events: eventsOf(service, useCase),
  }));
  const byKind: Partial<AggregateModel> = Object.fromEntries(
    useCases.map((useCase) => [useCase.useCase.kind, useCase]),
  );
  return {
    ...(byKind as Required<Pick<AggregateModel, 'create'>>),
    ...namesOf(aggregate),
    service,
    aggregate,
    defaulted: aggregate.fields.filter((field) => field.default === 'now'),
    useCases,
    events: uniqueBy(
      useCases.flatMap(({ events }) => events),
      ({ name }) => name,
    ),
    filters: filtersOf(own),
    isMutable: Boolean(byKind.update ?? byKind.remove),
    isVersioned: aggregate.kind === 'plain',
    isFound: Boolean(byKind.get ?? byKind.update ?? byKind.remove),
  };
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

/** Fields that every aggregate has. */
const serverFields: readonly Field[] = [
  { name: 'id', description: 'Identity.', type: { kind: 'string', minLength: 36, maxLength: 36 } },
  { name: 'recordedAt', description: 'When it was recorded.', type: { kind: 'instant' } },
].map(
  (field) => ({ ...field, required: true, unique: false, sensitivity: 'none', default: 'none' }) as Field,
);

/** A field that can be filtered by: one of the aggregate's, or what the server sets. */
export const fieldOf = ({ aggregate }: AggregateModel, name: string): Field => {
  const found = [...aggregate.fields, ...serverFields].find((field) => field.name === name);
  if (!found) throw new Error(`Aggregate ${aggregate.name} has no field ${name}.`);
  return found;
};
