import { createHash } from 'node:crypto';

import { givenFields } from '../../../../../factory/domain/aggregate.ts';
import { aggregateOf, type UseCase } from '../../../../../factory/domain/blueprint.ts';
import {
  balanceOf,
  newKept,
  refusal,
  settle,
  shown,
  type Answer,
  type Kept,
  type Model,
  type Values,
} from './document.ts';
import { brokenRule, danglingReference, invalid } from './rules.ts';

type UseCaseOf<Kind extends UseCase['kind']> = Extract<UseCase, { kind: Kind }>;
export type Call = { now: string; body: Values; ifMatch?: string | undefined };

export const idOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const answer = (model: Model, kept: Kept, now: string, status = 200): Answer => ({
  status,
  body: shown(model, kept, now),
  headers: { etag: `"${kept.version}"` },
});

/** The refusal of a body, or nothing. */
const refusedBody = (model: Model, aggregate: Kept['aggregate'], body: Values): Answer | undefined => {
  const fields = givenFields(aggregate);
  const wrong = invalid(model, aggregate, fields, body);
  if (wrong !== undefined) return refusal(400, 'validation', { detail: `${wrong} is wrong` });
  const dangling = danglingReference(model, fields, body);
  return dangling === undefined
    ? undefined
    : refusal(422, 'validation', { detail: `${dangling} does not exist` });
};

export const create = (model: Model, useCase: UseCaseOf<'create'>, { now, body }: Call): Answer => {
  const aggregate = aggregateOf(model.service, useCase.aggregate);
  const refused = refusedBody(model, aggregate, body);
  if (refused) return refused;
  const kept = newKept(model, useCase.aggregate, body, idOf(`${useCase.aggregate} ${model.all.size}`), now);
  for (const each of model.all.values()) settle(each, model.service, now);
  const broken = brokenRule({ model, kept, useCase, now, before: undefined });
  if (broken) return broken;
  model.all.set(kept.id, kept);
  return answer(model, kept, now, 201);
};

const isFrozen = ({ aggregate, state }: Kept): boolean =>
  aggregate.lifecycle?.states.some(({ name, frozen }) => name === state && frozen) ?? false;

const outdated = ({ version }: Kept, ifMatch: string | undefined): Answer | undefined =>
  ifMatch === undefined || ifMatch === `"${version}"` ? undefined : refusal(412, 'precondition-failed');

/** Puts the changed copy in the place of what was there, unless a rule forbids it. */
const replace = (model: Model, before: Kept, kept: Kept, useCase: UseCase, now: string): Answer => {
  const broken = brokenRule({ model, kept, useCase, now, before });
  if (broken) return broken;
  kept.version += 1;
  model.all.set(kept.id, kept);
  return answer(model, kept, now);
};

const copyOf = (kept: Kept): Kept => ({ ...kept, moments: [...kept.moments], postings: [...kept.postings] });

export const update = (model: Model, useCase: UseCaseOf<'update'>, kept: Kept, call: Call): Answer => {
  const refused = refusedBody(model, kept.aggregate, call.body) ?? outdated(kept, call.ifMatch);
  if (refused) return refused;
  if (isFrozen(kept)) return refusal(409, 'state-conflict');
  return replace(model, kept, { ...copyOf(kept), values: call.body }, useCase, call.now);
};

export const remove = (model: Model, kept: Kept): Answer => {
  if (isFrozen(kept)) return refusal(409, 'state-conflict');
  model.all.delete(kept.id);
  return { status: 204 };
};

export const transition = (
  model: Model,
  useCase: UseCaseOf<'transition'>,
  kept: Kept,
  { now, ifMatch }: Pick<Call, 'now' | 'ifMatch'>,
): Answer => {
  const refused = outdated(kept, ifMatch);
  if (refused) return refused;
  if (!useCase.from.includes(kept.state ?? '')) return refusal(409, 'state-conflict');
  const moved = { ...copyOf(kept), state: useCase.to };
  moved.moments.push({ state: useCase.to, at: now });
  return replace(model, kept, moved, useCase, now);
};

export const post = (model: Model, useCase: UseCaseOf<'post'>, kept: Kept, { now, body }: Call): Answer => {
  const { ledger } = kept.aggregate;
  const amount = Number(body[ledger?.unit ?? '']) * (useCase.direction === 'in' ? 1 : -1);
  if (Number.isNaN(amount)) return refusal(400, 'validation');
  if (ledger?.floor !== undefined && amount < 0 && balanceOf(kept, now) + amount < ledger.floor)
    return refusal(409, 'rule-violated', { rule: 'floor' });
  const posted = copyOf(kept);
  posted.postings.push({ at: now, amount });
  return replace(model, kept, posted, useCase, now);
};
