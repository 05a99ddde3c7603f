import { z } from 'zod';

/** What a project may spend, in the units of its limits. */
export const MEASURES = ['timeMinutes', 'tokens', 'costUsd', 'rounds'] as const;
export type Measure = (typeof MEASURES)[number];

/** So much of each measure; none of those that are absent. */
export type Spend = { readonly [M in Measure]?: number | undefined };

/** Limits where the definition states none. */
export const DEFAULT_LIMITS: Required<Spend> = {
  timeMinutes: 1_440,
  tokens: 2_000_000,
  costUsd: 20,
  rounds: 100,
};

const limit = (measure: Measure, most: number) =>
  z
    .number()
    .nonnegative()
    .max(most)
    .describe(
      `${
        {
          timeMinutes: 'Minutes of work, waiting for people left out',
          tokens: 'Tokens of a language model, in and out',
          costUsd: 'What a language model costs, in US dollars',
          rounds: 'Rounds of finding and fixing, over all services',
        }[measure]
      }; ${DEFAULT_LIMITS[measure]} when absent.`,
    );

/** Limits as a definition states them: any of them, the others keep their default. */
export const budgetsSchema = z
  .strictObject({
    timeMinutes: limit('timeMinutes', 10_080),
    tokens: limit('tokens', 1_000_000_000).int(),
    costUsd: limit('costUsd', 100_000),
    rounds: limit('rounds', 10_000).int(),
  })
  .partial();

const amount = z.number().nonnegative();
const spendSchema = z.strictObject({ timeMinutes: amount, tokens: amount, costUsd: amount, rounds: amount });

/** The account of a project. An entry counts as its worst case until it is settled. */
export const budgetSchema = z.strictObject({
  limits: spendSchema,
  entries: z.array(
    z.strictObject({ key: z.string().min(1), worst: spendSchema, actual: spendSchema.optional() }),
  ),
});
export type Budget = z.infer<typeof budgetSchema>;

/** A measure of which more was asked for than is left. */
export type Exceeded = { measure: Measure; limit: number; left: number; asked: number };

export type Reservation =
  /** `fresh` is false where the key was reserved before: whoever did so may have spent it. */
  { ok: true; budget: Budget; fresh: boolean } | { ok: false; exceeded: Exceeded[] };

/** Millionths: sums of costs are compared as they are written. */
export const exact = (value: number): number => Math.round(value * 1e6) / 1e6;

const perMeasure = (valueOf: (measure: Measure) => number): Required<Spend> => ({
  timeMinutes: exact(valueOf('timeMinutes')),
  tokens: exact(valueOf('tokens')),
  costUsd: exact(valueOf('costUsd')),
  rounds: exact(valueOf('rounds')),
});

/** What is below nothing, or no number, would make room that nobody gave. */
const spendOf = (spend: Spend): Required<Spend> => {
  const wrong = MEASURES.find(
    (measure) => !((spend[measure] ?? 0) >= 0 && Number.isFinite(spend[measure] ?? 0)),
  );
  if (wrong) throw new RangeError(`A spend of ${String(spend[wrong])} ${wrong} is none.`);
  return perMeasure((measure) => spend[measure] ?? 0);
};

export const limitsOf = (budgets: Spend = {}): Required<Spend> =>
  perMeasure((measure) => budgets[measure] ?? DEFAULT_LIMITS[measure]);

export const openBudget = (limits: Required<Spend>): Budget => ({ limits: spendOf(limits), entries: [] });

/** What counts against the limits: settled amounts, and the worst case of what is not settled. */
export const committed = ({ entries }: Budget): Required<Spend> =>
  perMeasure((measure) => entries.reduce((sum, { worst, actual }) => sum + (actual ?? worst)[measure], 0));

/** Sets the worst case aside before it is spent. Idempotent by key: the first reservation stays. */
export const reserve = (budget: Budget, key: string, worst: Spend): Reservation => {
  if (budget.entries.some((entry) => entry.key === key)) return { ok: true, budget, fresh: false };
  const asked = spendOf(worst);
  const taken = committed(budget);
  const exceeded = MEASURES.map((measure) => ({
    measure,
    limit: budget.limits[measure],
    left: Math.max(0, exact(budget.limits[measure] - taken[measure])),
    asked: asked[measure],
  })).filter(({ asked: more, left }) => more > left);
  return exceeded.length > 0
    ? { ok: false, exceeded }
    : { ok: true, fresh: true, budget: { ...budget, entries: [...budget.entries, { key, worst: asked }] } };
};

/** Puts what was really spent in place of the worst case. The first settlement of a key stays; throws for an unknown one. */
export const settle = (budget: Budget, key: string, actual: Spend): Budget => {
  if (!budget.entries.some((entry) => entry.key === key))
    throw new RangeError(`Nothing was reserved under ${key}.`);
  const spent = spendOf(actual);
  return {
    ...budget,
    entries: budget.entries.map((entry) => (entry.key === key ? { actual: spent, ...entry } : entry)),
  };
};

/** Gives a reservation back of which nothing was spent. */
export const release = (budget: Budget, key: string): Budget => settle(budget, key, {});

/** Lifts limits to those given; none is ever lowered, so the same decision twice is one. */
export const raise = (budget: Budget, to: Spend): Budget => ({
  ...budget,
  limits: perMeasure((measure) => Math.max(budget.limits[measure], spendOf(to)[measure])),
});

const names: Record<Measure, string> = {
  timeMinutes: 'minutes',
  tokens: 'tokens',
  costUsd: 'US dollars',
  rounds: 'rounds',
};

/** For the person who may raise it. */
export const exceededMessage = (what: string, exceeded: readonly Exceeded[]): string => {
  const parts = exceeded.map(
    ({ measure, limit: most, left, asked }) =>
      `up to ${asked} ${names[measure]} where ${left} of ${most} are left (budget ${measure})`,
  );
  return `${what} may need ${parts.join(' and ')}. Nothing of it was spent. Raise the budget, or abort the project.`;
};
