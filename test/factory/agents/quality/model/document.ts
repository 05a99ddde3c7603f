import { enteredAt, type Aggregate } from '../../../../../factory/domain/aggregate.ts';
import { aggregateOf, type Service } from '../../../../../factory/domain/blueprint.ts';
import { shifted } from '../../../../../factory/domain/duration.ts';
import { fieldsOf, withDerived, type Scope } from '../../../../../factory/domain/evaluate.ts';

export type Values = Record<string, unknown>;

/** An aggregate as the model keeps it. `entries` are those of its ledger, `moments` its entries into states. */
export type Kept = {
  id: string;
  recordedAt: string;
  version: number;
  aggregate: Aggregate;
  values: Values;
  state: string | undefined;
  moments: { state: string; at: string }[];
  postings: { at: string; amount: number }[];
  reserved: Map<string, number>;
};

export type Model = {
  service: Service;
  all: Map<string, Kept>;
  applied: Set<string>;
  answered: Map<string, { body: string; answer: Answer }>;
};

export type Answer = {
  status: number;
  body?: Values;
  headers?: Record<string, string>;
  /** In place of a body. */
  file?: { type: string; content: string };
};

/** What ends a request that the contract refuses. */
export const refusal = (status: number, title: string, more: Values = {}): Answer => ({
  status,
  body: { type: `urn:problem:${title}`, title, status, ...more },
});

export const keptOf = ({ all }: Model, aggregate: string): Kept[] =>
  [...all.values()].filter((kept) => kept.aggregate.name === aggregate);

/** What expired was taken oldest first; what was taken counts against the oldest. */
export const balanceOf = ({ aggregate: { ledger }, postings }: Kept, now: string): number => {
  const lots: { amount: number; until: number }[] = [];
  for (const { at, amount } of postings) {
    const live = lots.filter(({ until }) => until > Date.parse(at));
    if (amount > 0) {
      const until = ledger?.expiry ? shifted(new Date(at), ledger.expiry, 1).getTime() : Infinity;
      lots.push({ amount, until });
      continue;
    }
    live.reduce((left, lot) => {
      const taken = Math.min(left, lot.amount);
      lot.amount -= taken;
      return left - taken;
    }, -amount);
    if (!ledger?.expiry) lots.push({ amount: 0, until: Infinity });
  }
  const inside = lots
    .filter(({ until }) => until > Date.parse(now))
    .reduce((sum, { amount }) => sum + amount, 0);
  const plain = postings.reduce((sum, { amount }) => sum + amount, 0);
  return ledger?.expiry ? inside : plain;
};

const lifecycleValues = ({ aggregate: { lifecycle }, state, moments }: Kept): Values =>
  lifecycle
    ? {
        [lifecycle.field]: state,
        ...Object.fromEntries(
          moments
            .filter((each) => each.state !== lifecycle.initial)
            .map((each) => [enteredAt(lifecycle, each.state), each.at]),
        ),
      }
    : {};

/** Values of what a reference names, its state too. */
const relatedTo =
  (model: Model, kept: Kept) =>
  (reference: string, field: string): unknown => {
    const other = model.all.get(String(kept.values[reference]));
    return other && { ...other.values, ...lifecycleValues(other) }[field];
  };

export const scopeOf = (model: Model, kept: Kept, now: string): Scope => {
  const related = relatedTo(model, kept);
  const values = { id: kept.id, recordedAt: kept.recordedAt, ...kept.values, ...lifecycleValues(kept) };
  return { field: fieldsOf(withDerived(kept.aggregate, values, { now, related })), now, related };
};

/** Moves on what the clock has moved. */
export const settle = (kept: Kept, service: Service, now: string): number => {
  const { lifecycle } = kept.aggregate;
  const timeout = lifecycle?.timeouts.find(({ state }) => state === kept.state);
  const since = kept.moments.findLast(({ state }) => state === kept.state)?.at ?? kept.recordedAt;
  const due = timeout && shifted(new Date(since), timeout.after, 1);
  const useCase = service.useCases.find(({ name }) => name === timeout?.useCase);
  if (!due || due.getTime() > Date.parse(now) || useCase?.kind !== 'transition') return 0;
  kept.state = useCase.to;
  kept.moments.push({ state: useCase.to, at: due.toISOString() });
  kept.version += 1;
  return 1;
};

/** The resource, as it is now. */
export const shown = (model: Model, kept: Kept, now: string): Values => {
  settle(kept, model.service, now);
  const related = relatedTo(model, kept);
  const { reservable, ledger } = kept.aggregate;
  const reserved = [...kept.reserved.values()].reduce((sum, each) => sum + each, 0);
  const values = {
    id: kept.id,
    recordedAt: kept.recordedAt,
    ...kept.values,
    ...lifecycleValues(kept),
    ...(reservable ? { [reservable.field]: Number(kept.values[reservable.field]) - reserved } : {}),
    ...(ledger ? { balance: balanceOf(kept, now), entries: kept.postings } : {}),
  };
  return withDerived(kept.aggregate, values, { now, related });
};

export const newKept = (model: Model, aggregate: string, values: Values, id: string, now: string): Kept => {
  const found = aggregateOf(model.service, aggregate);
  const state = found.lifecycle?.initial;
  return {
    id,
    recordedAt: now,
    version: 1,
    aggregate: found,
    values,
    state,
    moments: state === undefined ? [] : [{ state, at: now }],
    postings: [],
    reserved: new Map(),
  };
};
