import { serverFields as lifecycleFields } from '../../domain/aggregate.ts';
import type { Aggregate, DomainEvent, Field, Service, UseCase } from '../../domain/blueprint.ts';
import { isGiven } from '../../domain/field.ts';
import { operationsOf, queryParameters, type QueryParameter } from '../../domain/operation.ts';
import { reactionLookups } from './messaging/reaction-lookups.ts';
import { namesOf } from './aggregate-names.ts';
import { behaviourOf, isReferredTo, type BehaviourModel } from './behaviour-model.ts';
import { factNameOf, isAmongRule } from './fact-model.ts';
import { keptDerived, nowDerived } from './derived-model.ts';
import { lookupsOf } from './lookup-model.ts';
import { uniqueBy } from './unique-by.ts';
import { useCaseModel, type UseCaseModel, type UseCaseOf } from './use-case-model.ts';

export type { TimeoutModel } from './behaviour-model.ts';
export type { PostModel, TransitionModel, UseCaseModel, UseCaseOf } from './use-case-model.ts';

/** An aggregate with its use cases, and what each is called in code. */
export type AggregateModel = BehaviourModel & {
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
  /** What a caller of create gives: `AuditEventInput` when the server fills in what is left out or derived, else `AuditEventFields`. */
  inputType: string;
  /** What a caller of update gives: `AuditEventChange` when something may be left out because it cannot change, else `inputType`. */
  changeType: string;
  /** What the resource and the events hold: `InvoiceSnapshot` when that is not what is kept, else `InvoiceState`. */
  snapshotType: string;
  /** Fields that a body holds, in the blueprint's order. */
  given: Field[];
  /** Fields that get the time of the write. */
  defaulted: Field[];
  /** Given at creation, and never changed. */
  immutable: Field[];
  /** Set by effects only. */
  managed: Field[];
  /** Computed at every write, each after those that it reads. */
  derived: Field[];
  /** Computed for the time of a question, each after those that it reads. */
  nowDerived: Field[];
  /** What the server adds besides `id` and `recordedAt`: the state, times of entry, the balance. */
  serverFields: Field[];
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
  /** Of search and export together, as callers know them. */
  filters: QueryParameter[];
  /** Members of the repository's filter: those of callers, and those by which rules and timeouts look others up. */
  conditions: QueryParameter[];
  /** Its documents can change. */
  isMutable: boolean;
  /** It counts its writes. */
  countsWrites: boolean;
  /** Answers carry the count as an ETag. */
  isVersioned: boolean;
  /** Something looks for one by its id. */
  isFound: boolean;
  /** Something reads all that are meant, oldest first. */
  isListed: boolean;
  /** A write is given once to the one who sends it again, and is looked for before rules are asked. */
  isRemembered: boolean;
};

const filtersOf = (aggregate: Aggregate, useCases: readonly UseCase[]): QueryParameter[] => {
  const all = useCases.flatMap((useCase) =>
    useCase.kind === 'search' || useCase.kind === 'export' ? queryParameters(useCase, aggregate) : [],
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

/** Throws when what is looked up for a rule would have the name of what a reference names. */
const assertDistinctFacts = ({ name, fields, rules }: Aggregate): void => {
  const named = fields.filter(({ type }) => type.kind === 'reference').map((field) => factNameOf(field.name));
  const taken = new Set(named.flatMap((each) => [each, `${each}Of`]));
  const twice = rules.find((rule) => isAmongRule(rule) && taken.has(rule.name));
  if (twice)
    throw new Error(`Rule ${twice.name} of ${name} is called as what a reference names. Rename the rule.`);
};

const fieldsOf = (aggregate: Aggregate) => ({
  given: aggregate.fields.filter(isGiven),
  defaulted: aggregate.fields.filter((field) => field.default === 'now'),
  immutable: aggregate.fields.filter((field) => isGiven(field) && field.immutable),
  managed: aggregate.fields.filter((field) => field.managed && !field.derived),
  derived: keptDerived(aggregate),
  nowDerived: nowDerived(aggregate),
  serverFields: lifecycleFields(aggregate),
});

const modelOf = (service: Service, aggregate: Aggregate): AggregateModel => {
  const own = service.useCases.filter((useCase) => useCase.aggregate === aggregate.name);
  assertPossible(
    aggregate,
    own.map(({ kind }) => kind),
  );
  assertDistinctFacts(aggregate);
  const useCases = own.map((useCase) => useCaseModel(service, aggregate, useCase));
  const single = useCases.filter(({ useCase: { kind } }) => kind !== 'transition' && kind !== 'post');
  const byKind: Partial<AggregateModel> = Object.fromEntries(
    single.map((useCase) => [useCase.useCase.kind, useCase]),
  );
  const behaviour = behaviourOf(service, aggregate, useCases);
  const filters = filtersOf(aggregate, own);
  const reacting = reactionLookups(service, aggregate);
  const lookups = [...lookupsOf(aggregate, own), ...reacting];
  const isMutable = Boolean(
    byKind.update ?? byKind.remove ?? behaviour.transitions[0] ?? behaviour.posts[0] ?? aggregate.reservable,
  );
  return {
    ...(byKind as Required<Pick<AggregateModel, 'create'>>),
    ...namesOf(aggregate),
    ...fieldsOf(aggregate),
    ...behaviour,
    service,
    aggregate,
    useCases,
    events: uniqueBy(
      useCases.flatMap(({ events }) => events),
      ({ name }) => name,
    ),
    filters,
    conditions: uniqueBy([...filters, ...lookups], ({ name }) => name),
    isMutable,
    countsWrites: aggregate.kind !== 'append-only',
    isVersioned: aggregate.kind === 'plain',
    isFound: isMutable || byKind.get !== undefined || isReferredTo(service, aggregate),
    isListed:
      byKind.export !== undefined ||
      aggregate.rules.some(isAmongRule) ||
      behaviour.timeouts.length > 0 ||
      reacting.length > 0,
    isRemembered: behaviour.methodOf(byKind.create as UseCaseModel).facts.length > 0,
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
const commonFields: readonly Field[] = [
  { name: 'id', description: 'Identity.', type: { kind: 'string', minLength: 36, maxLength: 36 } },
  { name: 'recordedAt', description: 'When it was recorded.', type: { kind: 'instant' } },
].map(
  (field) => ({ ...field, required: true, unique: false, sensitivity: 'none', default: 'none' }) as Field,
);

/** A field that can be filtered by: one of the aggregate's, or what the server sets. */
export const fieldOf = ({ aggregate, serverFields }: AggregateModel, name: string): Field => {
  const found = [...aggregate.fields, ...serverFields, ...commonFields].find((field) => field.name === name);
  if (!found) throw new Error(`Aggregate ${aggregate.name} has no field ${name}.`);
  return found;
};
