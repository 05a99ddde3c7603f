import type { UseCase } from '../../../../../factory/domain/blueprint.ts';
import { shifted } from '../../../../../factory/domain/duration.ts';
import { evaluate } from '../../../../../factory/domain/evaluate.ts';
import type { Field } from '../../../../../factory/domain/field.ts';
import { givenFields } from '../../../../../factory/domain/aggregate.ts';
import type { RuleOf } from '../../../../../factory/domain/rule.ts';
import { keptOf, refusal, scopeOf, type Answer, type Kept, type Model, type Values } from './document.ts';

const DAY = 86_400_000;

type Setting = { model: Model; kept: Kept; useCase: UseCase; now: string; before: Kept | undefined };

const same = (one: Kept, other: Kept, fields: readonly string[]): boolean =>
  fields.every((field) => JSON.stringify(one.values[field]) === JSON.stringify(other.values[field]));

const counts = (kept: Kept, states: readonly string[]): boolean =>
  states.length === 0 || states.includes(kept.state ?? '');

const others = ({ model, kept }: Setting, states: readonly string[], per: readonly string[]): Kept[] =>
  keptOf(model, kept.aggregate.name).filter(
    (each) => each.id !== kept.id && counts(each, states) && same(each, kept, per),
  );

/** It begins to count with what is being done. */
const begins = ({ kept, before }: Setting, states: readonly string[]): boolean =>
  counts(kept, states) && (before === undefined || !counts(before, states));

const startOfPeriod = (now: Date, unit: string): number => {
  const day = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  if (unit === 'year') return Date.UTC(now.getUTCFullYear(), 0, 1);
  if (unit === 'month') return Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
  return unit === 'week' ? day - ((now.getUTCDay() + 6) % 7) * 86_400_000 : day;
};

const limitBroken = (setting: Setting, rule: RuleOf<'limit'>): boolean => {
  const { model, kept, now } = setting;
  if (!begins(setting, rule.states)) return false;
  const { within, amount } = rule;
  const from = !within
    ? -Infinity
    : within.mode === 'calendar'
      ? startOfPeriod(new Date(now), within.duration.unit)
      : shifted(new Date(now), within.duration, -1).getTime();
  const counted = others(setting, rule.states, rule.per).filter((each) => {
    const moment = String(
      within?.field === 'recordedAt' ? each.recordedAt : each.values[within?.field ?? ''],
    );
    // A date counts as long as the first moment that counts is of that day.
    return !within || Date.parse(moment) >= (moment.length === 10 ? from - (from % DAY) : from);
  });
  const size = (each: Kept) => (amount === undefined ? 1 : Number(each.values[amount]));
  const { maximum } = rule;
  const most =
    typeof maximum === 'number'
      ? maximum
      : Number(model.all.get(String(kept.values[maximum.reference]))?.values[maximum.field]);
  return [...counted, kept].reduce((sum, each) => sum + size(each), 0) > most;
};

const blockBroken = (setting: Setting, rule: RuleOf<'block'>): boolean => {
  if (!rule.useCases.includes(setting.useCase.name)) return false;
  const moments = others(setting, [], rule.per)
    .flatMap((each) => each.moments.filter(({ state }) => state === rule.state))
    .map(({ at }) => Date.parse(at))
    .toSorted((one, other) => one - other);
  return moments.some((last, index) => {
    const first = moments[index - rule.times + 1];
    if (first === undefined || shifted(new Date(first), rule.within, 1).getTime() < last) return false;
    return Date.parse(setting.now) < shifted(new Date(last), rule.lasts, 1).getTime();
  });
};

const overlapBroken = (setting: Setting, rule: RuleOf<'no-overlap'>): boolean => {
  const at = (each: Kept, field: string) => Date.parse(String(each.values[field]));
  return (
    counts(setting.kept, rule.states) &&
    others(setting, rule.states, rule.per).some(
      (each) =>
        at(each, rule.start) < at(setting.kept, rule.end) &&
        at(setting.kept, rule.start) < at(each, rule.end),
    )
  );
};

/** The refusal of the first rule that what is being done would break. */
export const brokenRule = (setting: Setting): Answer | undefined => {
  const { model, kept, useCase, now } = setting;
  const scope = scopeOf(model, kept, now);
  for (const rule of kept.aggregate.rules) {
    const broken = (() => {
      switch (rule.kind) {
        case 'invariant':
          return evaluate(rule.holds, scope) !== true;
        case 'guard':
          return rule.useCases.includes(useCase.name) && evaluate(rule.holds, scope) !== true;
        case 'limit':
          return limitBroken(setting, rule);
        case 'unique':
          return counts(kept, rule.states) && others(setting, rule.states, rule.fields).length > 0;
        case 'no-overlap':
          return overlapBroken(setting, rule);
        case 'block':
          return blockBroken(setting, rule);
      }
    })();
    if (broken) return refusal(rule.kind === 'invariant' ? 422 : 409, 'rule-violated', { rule: rule.name });
  }
  const taken = kept.aggregate.fields
    .filter(({ unique }) => unique)
    .find(({ name }) => others(setting, [], [name]).length > 0);
  return taken && refusal(409, 'conflict', { detail: `${taken.name} is taken` });
};

const isNumberWithin = (value: unknown, { minimum = -Infinity, maximum = Infinity }): boolean =>
  typeof value === 'number' && value >= minimum && value <= maximum;

const fits = (model: Model, kept: Kept['aggregate'], { type }: Field, value: unknown): boolean => {
  switch (type.kind) {
    case 'integer':
      return Number.isInteger(value) && isNumberWithin(value, type);
    case 'decimal':
      return isNumberWithin(value, type);
    case 'boolean':
      return typeof value === 'boolean';
    case 'list': {
      const child = kept.children.find(({ name }) => name === type.child);
      return (
        Array.isArray(value) &&
        value.length >= type.minItems &&
        value.every((part: Values) => !invalid(model, kept, child ? givenFields(child) : [], part))
      );
    }
    case 'json':
      return typeof value === 'object';
    default:
      return typeof value === 'string';
  }
};

/** The name of the first field that a body breaks. */
export const invalid = (
  model: Model,
  aggregate: Kept['aggregate'],
  fields: readonly Field[],
  body: Values,
): string | undefined =>
  Object.keys(body).find((name) => !fields.some((field) => field.name === name)) ??
  fields.find((field) => {
    const value = body[field.name];
    if (value === undefined) return field.required && field.default === 'none';
    return !fits(model, aggregate, field, value);
  })?.name;

/** The name of the first reference to an aggregate of this service that does not exist. */
export const danglingReference = (model: Model, fields: readonly Field[], body: Values): string | undefined =>
  fields.find(
    ({ name, type }) =>
      type.kind === 'reference' &&
      !type.service &&
      body[name] !== undefined &&
      !model.all.has(String(body[name])),
  )?.name;
