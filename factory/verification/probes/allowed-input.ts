import { givenFields, type Aggregate } from '../../domain/aggregate.ts';
import type { UseCase } from '../../domain/blueprint.ts';
import { evaluate, fieldsOf, withDerived, type Scope } from '../../domain/evaluate.ts';
import type { Field } from '../../domain/field.ts';
import type { Rule } from '../../domain/rule.ts';
import type { Json } from '../openapi-document.ts';
import { PAST, validBody, type Variation } from '../sample-body.ts';

/** What a use case is tried with, and the moment at which it is allowed where that is not the present. */
export type Attempt = { body: Json; at?: Date };

/** What references name, by the reference field. */
export type Related = Readonly<Record<string, Json>>;

export type Situation = {
  aggregate: Aggregate;
  useCase: UseCase;
  /** Values that are there already; none for a create. */
  existing: Json;
  related: Related;
  now: Date;
};

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Long after everything that a clock has to do with the present. */
const FUTURE = Date.UTC(2090, 0, 1);

/** Times ahead first: most windows close before something begins. */
const variations = (n: number): Variation[] => [
  { n, base: FUTURE, step: 1 },
  { n, base: PAST, step: 1 },
  { n, base: FUTURE, step: -1 },
  { n, base: PAST, step: -1 },
];

/** The blueprint's examples mean something; what must not repeat is taken from the varied body. */
const varied = (example: Json, body: Json, fields: readonly Field[]): Json => {
  const kept = fields.filter(
    ({ type }) => !['string', 'text', 'date', 'instant', 'reference'].includes(type.kind),
  );
  const names = new Set(kept.map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      names.has(name) && name in example ? example[name] : value,
    ]),
  );
};

const bodies = (
  { aggregate, useCase }: Situation,
  schema: Json,
  n: number,
  which: 'all' | 'required',
): Json[] => {
  const made = variations(n).map((vary) => validBody(schema, vary, which));
  const examples = 'examples' in useCase ? useCase.examples : [];
  return [
    ...made,
    ...examples.flatMap(({ input }) => made.map((body) => varied(input, body, givenFields(aggregate)))),
  ];
};

const isChecked = (rule: Rule, useCase: UseCase): boolean =>
  rule.kind === 'invariant' || (rule.kind === 'guard' && rule.useCases.includes(useCase.name));

const maximumOf = (rule: Extract<Rule, { kind: 'limit' }>, related: Related): number =>
  typeof rule.maximum === 'number'
    ? rule.maximum
    : Number(related[rule.maximum.reference]?.[rule.maximum.field] ?? Infinity);

/** Whether one thing alone keeps a rule; what others do to it is kept away by giving each its own values. */
const keeps = (
  rule: Rule,
  { useCase, related }: Situation,
  values: Json,
  before: Scope,
  after: Scope,
): boolean => {
  if (rule.kind === 'limit')
    return Number(rule.amount === undefined ? 1 : (values[rule.amount] ?? 0)) <= maximumOf(rule, related);
  if (!isChecked(rule, useCase)) return true;
  const { kind, holds } = rule as Extract<Rule, { kind: 'invariant' | 'guard' }>;
  // What an update leaves behind must let the next one through.
  const isBefore = kind === 'guard' && useCase.kind !== 'create';
  const isAfter = kind === 'invariant' || useCase.kind === 'create' || useCase.kind === 'update';
  return [...(isBefore ? [before] : []), ...(isAfter ? [after] : [])].every(
    (scope) => evaluate(holds, scope) === true,
  );
};

const isAllowed = (situation: Situation, body: Json, now: Date): boolean => {
  const { aggregate, useCase, existing, related } = situation;
  const at = now.toISOString();
  const look = (reference: string, field: string) => related[reference]?.[field];
  const scopeOf = (values: Json): Scope => ({
    field: fieldsOf(withDerived(aggregate, values, { related: look, now: at })),
    input: body,
    related: look,
    now: at,
  });
  const initial = aggregate.lifecycle ? { [aggregate.lifecycle.field]: aggregate.lifecycle.initial } : {};
  const isBody = useCase.kind === 'create' || useCase.kind === 'update';
  const values = { ...initial, ...existing, ...(isBody ? body : {}) };
  return aggregate.rules.every((rule) => keeps(rule, situation, values, scopeOf(existing), scopeOf(values)));
};

/** Moments around every time that is there: just and long before and after it. */
const moments = (...all: readonly Json[]): Date[] =>
  all
    .flatMap((values) => Object.values(values))
    .filter((value): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value))
    .map((value) => Date.parse(value))
    .filter((time) => !Number.isNaN(time))
    .flatMap((time) =>
      [MINUTE, 90 * MINUTE, DAY + MINUTE, 8 * DAY, 32 * DAY, 367 * DAY].flatMap((distance) => [
        new Date(time - distance),
        new Date(time + distance),
      ]),
    );

const withReferences = (body: Json, references: Json): Json =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, name in references ? references[name] : value]),
  );

/**
 * A body, and if need be a moment, with which the blueprint's rules let a use case through; where none is found, the first
 * body, so that the service's answer says which rule it was.
 */
export const allowedAttempt = (
  situation: Situation,
  schema: Json | undefined,
  n: number,
  references: Json,
  which: 'all' | 'required' = 'all',
): Attempt => {
  const candidates = (schema ? bodies(situation, schema, n, which) : [{}]).map((body) =>
    withReferences(body, references),
  );
  const now = candidates.find((body) => isAllowed(situation, body, situation.now));
  if (now) return { body: now };
  for (const body of candidates) {
    const times = moments(body, situation.existing, ...Object.values(situation.related));
    const at = times.find((time) => isAllowed(situation, body, time));
    if (at) return { body, at };
  }
  return { body: candidates[0] ?? {} };
};
