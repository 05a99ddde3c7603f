import { expect, it } from 'vitest';

import { balanceOf, expiries, type LedgerEntry } from '#connectsoft/ledger';

const incoming = ['earn'];
const earned = (amount: number, at: string, expiresAt?: string): LedgerEntry => ({
  at,
  kind: 'earn',
  amount,
  ...(expiresAt !== undefined && { expiresAt }),
});
const redeemed = (amount: number, at: string): LedgerEntry => ({ at, kind: 'redeem', amount });

/** Numbers that look random and are the same every time. */
const numbers = (seed: number) => {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
};

it.each(Array.from({ length: 20 }, (_, seed) => seed))(
  'holds what came in without what went out (seed %i)',
  (seed) => {
    const next = numbers(seed);
    const entries = Array.from({ length: 40 }, (): LedgerEntry => {
      const amount = (1 + next(10_000)) / 100;
      return next(2) === 0 ? earned(amount, '2026-01-01') : redeemed(amount, '2026-01-01');
    });
    const cents = entries.reduce(
      (sum, { kind, amount }) => sum + Math.round(amount * 100) * (kind === 'earn' ? 1 : -1),
      0,
    );
    expect(balanceOf(entries, incoming, 2)).toBe(cents / 100);
  },
);

it('holds nothing at first', () => {
  expect(balanceOf([], incoming, 0)).toBe(0);
  expect(expiries([], incoming, '2026-01-01')).toEqual([]);
});

it('takes the oldest first, and loses what is left of it', () => {
  const entries = [
    earned(10, '2026-01-01', '2027-01-01'),
    earned(20, '2026-02-01', '2027-02-01'),
    redeemed(4, '2026-03-01'),
  ];
  expect(expiries(entries, incoming, '2026-12-31')).toEqual([]);
  expect(expiries(entries, incoming, '2027-01-01')).toEqual([
    { at: '2027-01-01', kind: 'expire', amount: 6 },
  ]);
  expect(expiries(entries, incoming, '2027-02-01')).toEqual([
    { at: '2027-01-01', kind: 'expire', amount: 6 },
    { at: '2027-02-01', kind: 'expire', amount: 20 },
  ]);
});

it('loses nothing that was taken, and nothing that does not expire', () => {
  const entries = [
    earned(10, '2026-01-01', '2027-01-01'),
    redeemed(10, '2026-03-01'),
    earned(5, '2026-04-01'),
  ];
  expect(expiries(entries, incoming, '2030-01-01')).toEqual([]);
});

it('pays what is owed with what comes in next', () => {
  const entries = [redeemed(10, '2026-01-01'), earned(25, '2026-02-01', '2027-02-01')];
  expect(balanceOf(entries.slice(0, 1), incoming, 0)).toBe(-10);
  expect(balanceOf(entries, incoming, 0)).toBe(15);
  expect(expiries(entries, incoming, '2027-02-01')).toEqual([
    { at: '2027-02-01', kind: 'expire', amount: 15 },
  ]);
});

it('adds decimals exactly', () => {
  const entries = [earned(0.1, '2026-01-01'), earned(0.2, '2026-01-01'), redeemed(0.3, '2026-01-01')];
  expect(balanceOf(entries, incoming, 2)).toBe(0);
});
