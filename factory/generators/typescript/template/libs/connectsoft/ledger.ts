import { rounded } from './decimal.ts';

/** What was put in, taken out or lost. `amount` is more than nothing; `expiresAt`: when what is left of it is lost. */
export type LedgerEntry = { at: string; kind: string; amount: number; expiresAt?: string };

/** What is left of what was put in. */
type Lot = { left: number; expiresAt?: string };

/** Digits to which differences of decimals are exact. */
const precision = 9;

const take = (lots: readonly Lot[], amount: number): { lots: Lot[]; missing: number } => {
  const rest: Lot[] = [];
  let missing = amount;
  for (const { left, ...lot } of lots) {
    const taken = Math.min(left, missing);
    missing = rounded(missing - taken, precision);
    if (left > taken) rest.push({ ...lot, left: rounded(left - taken, precision) });
  }
  return { lots: rest, missing };
};

/** Oldest first. What was taken out before it was there is owed, and comes off what is put in next. */
const lotsOf = (entries: readonly LedgerEntry[], incoming: readonly string[]) => {
  let state: { lots: Lot[]; owed: number } = { lots: [], owed: 0 };
  for (const { kind, amount, expiresAt } of entries) {
    if (incoming.includes(kind)) {
      const { lots, missing } = take([{ left: amount, ...(expiresAt && { expiresAt }) }], state.owed);
      state = { lots: [...state.lots, ...lots], owed: missing };
    } else {
      const { lots, missing } = take(state.lots, amount);
      state = { lots, owed: rounded(state.owed + missing, precision) };
    }
  }
  return state;
};

/** What is there after all entries. `incoming`: kinds of entries that put something in. */
export const balanceOf = (
  entries: readonly LedgerEntry[],
  incoming: readonly string[],
  scale: number,
): number => {
  const { lots, owed } = lotsOf(entries, incoming);
  return rounded(lots.reduce((sum, { left }) => sum + left, 0) - owed, scale);
};

/** The entries by which everything is lost that expired by then, oldest first. */
export const expiries = (
  entries: readonly LedgerEntry[],
  incoming: readonly string[],
  at: string,
): LedgerEntry[] =>
  lotsOf(entries, incoming).lots.flatMap(({ left, expiresAt }) =>
    expiresAt !== undefined && expiresAt <= at ? [{ at: expiresAt, kind: 'expire', amount: left }] : [],
  );
