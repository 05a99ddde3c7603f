import { serverFields, type Child } from '../../../domain/aggregate.ts';
import type { Aggregate, Field, Service } from '../../../domain/blueprint.ts';
import { isAlwaysPresent } from '../aggregate-model.ts';
import { isNowDerived } from '../derived-model.ts';
import { factNameOf, targetOf } from '../fact-model.ts';
import { valueFunction } from '../identifiers.ts';
import type { CodeScope, Read } from './expression-code.ts';
import { valueCode } from './value-code.ts';

/** What has fields: an aggregate, or a part of one. */
export type Owner = Pick<Aggregate, 'fields'> & Partial<Aggregate>;

const common: readonly Pick<Field, 'name' | 'type'>[] = [
  { name: 'id', type: { kind: 'string', minLength: 36, maxLength: 36 } },
  { name: 'recordedAt', type: { kind: 'instant' } },
];

const added = (owner: Owner): Field[] => serverFields(owner as Aggregate);

/** Code of the value that a field has before any effect set it, undefined where it has none. */
export const startValue = ({ type, required }: Field): string | undefined => {
  if (!required) return undefined;
  if (type.kind === 'integer' || type.kind === 'decimal') return String(Math.max(type.minimum ?? 0, 0));
  return type.kind === 'boolean' ? 'false' : undefined;
};

/** The function that computes a field for the time of a question: `overdueOf`. */
export const nowDerivedFunction = ({ name }: Field): string => valueFunction(name);

/** Whether a field of an aggregate or part always has a value. */
export const isPresent = (owner: Owner, field: Field): boolean => {
  if (field.derived) return valueCode(field, field.derived, ownScope(owner, 'it', 'at')).needs.length === 0;
  return field.managed ? startValue(field) !== undefined : isAlwaysPresent(field);
};

const readIn =
  (owner: Owner, base: string, now: string) =>
  (name: string): Read => {
    const code = `${base}.${name}`;
    const own = owner.fields.find((field) => field.name === name);
    if (own)
      return {
        code: isNowDerived(owner, own) ? `${nowDerivedFunction(own)}(${base}, ${now})` : code,
        type: own.type,
        optional: !isPresent(owner, own),
      };
    const server = added(owner).find((field) => field.name === name);
    if (server) return { code, type: server.type, optional: !server.required };
    const known = common.find((field) => field.name === name);
    if (!known) throw new Error(`An expression reads ${name}, which is no field there.`);
    return { code, type: known.type, optional: false };
  };

/** A scope that knows the fields of its owner only. `base`: the code of the owner. */
export const ownScope = (owner: Owner, base: string, now: string): CodeScope => ({
  now,
  field: readIn(owner, base, now),
  parts: (list) => {
    const field = owner.fields.find(({ name }) => name === list);
    const child = owner.children?.find(
      ({ name }) => field?.type.kind === 'list' && field.type.child === name,
    );
    if (!child) throw new Error(`An expression goes through ${list}, which is no list.`);
    return { child, field: (variable, name) => readIn(child satisfies Child, variable, now)(name) };
  },
});

const optionalRead = (read: Read, isOptional: boolean): Read => ({
  ...read,
  optional: read.optional || isOptional,
});

const relatedIn =
  (service: Service, aggregate: Aggregate, now: string) =>
  (reference: string, name: string): Read => {
    const field = aggregate.fields.find((candidate) => candidate.name === reference);
    const target = field && targetOf(service, field);
    if (!field || !target)
      throw new Error(`An expression looks into ${reference}, which names no aggregate here.`);
    const isOptional = !isAlwaysPresent(field);
    const base = `facts.${factNameOf(reference)}`;
    const own = target.fields.find((candidate) => candidate.name === name);
    if (own && isNowDerived(target, own))
      throw new Error(`${aggregate.name} looks into ${name} of ${target.name}, which changes with time.`);
    return optionalRead(readIn(target, isOptional ? `${base}?` : base, now)(name), isOptional);
  };

const readInput =
  (inputs: readonly Field[]) =>
  (name: string): Read => {
    const field = inputs.find((candidate) => candidate.name === name);
    if (!field) throw new Error(`An expression reads the input ${name}, which is not given.`);
    return { code: `input.${name}`, type: field.type, optional: !isAlwaysPresent(field) };
  };

/** The scope of rules and effects of an aggregate: its fields, what the use case is given, and what it looked up. */
export const aggregateScope = (
  service: Service,
  aggregate: Aggregate,
  base: string,
  inputs: readonly Field[] = [],
): CodeScope => ({
  ...ownScope(aggregate, base, 'at'),
  input: readInput(inputs),
  related: relatedIn(service, aggregate, 'at'),
});
