import { describe, expect, it } from 'vitest';

import { activityLimitMs } from '../../../factory/domain/activity-limits.ts';
import {
  budgetsSchema,
  committed,
  DEFAULT_LIMITS,
  exceededMessage,
  limitsOf,
  MEASURES,
  openBudget,
  raise,
  release,
  reserve,
  settle,
  type Budget,
} from '../../../factory/domain/budget.ts';

/** Numbers from 0 up to 1, the same ones for a seed (mulberry32). */
const randomOf = (seed: number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const reserved = (budget: Budget, key: string, worst: Parameters<typeof reserve>[2]): Budget => {
  const answer = reserve(budget, key, worst);
  if (!answer.ok) throw new Error(exceededMessage(key, answer.exceeded));
  return answer.budget;
};

describe('a budget', () => {
  const budget = openBudget(limitsOf({ tokens: 100, costUsd: 0.3 }));

  it('takes its limits from the definition and the others from the defaults', () => {
    expect(budget.limits).toEqual({ ...DEFAULT_LIMITS, tokens: 100, costUsd: 0.3 });
    expect(budgetsSchema.safeParse({ tokens: -1 }).success).toBe(false);
    expect(budgetsSchema.safeParse({ money: 1 }).success).toBe(false);
  });

  it('has room by default for the longest activities of twenty services side by side', () => {
    const minutes =
      Math.max(...['verifyService', 'runPipeline', 'deployService'].map(activityLimitMs)) / 60_000;
    const services = Array.from({ length: 20 }, (_, index) => `time:${index}`);
    const taken = services.reduce(
      (sum, key) => reserved(sum, key, { timeMinutes: minutes }),
      openBudget(limitsOf()),
    );
    expect(committed(taken).timeMinutes).toBe(20 * minutes);
  });

  it('says of every measure what is left where more is asked for', () => {
    const taken = reserved(budget, 'a', { tokens: 60, costUsd: 0.2 });
    expect(reserve(taken, 'b', { tokens: 41, costUsd: 0.1, rounds: 101 })).toEqual({
      ok: false,
      exceeded: [
        { measure: 'tokens', limit: 100, left: 40, asked: 41 },
        { measure: 'rounds', limit: 100, left: 100, asked: 101 },
      ],
    });
  });

  it('adds costs as they are written', () => {
    const taken = ['a', 'b', 'c'].reduce((sum, key) => reserved(sum, key, { costUsd: 0.1 }), budget);
    expect(committed(taken).costUsd).toBe(0.3);
  });

  it('gives back what was released, and what a settlement left', () => {
    const taken = reserved(reserved(budget, 'a', { tokens: 50 }), 'b', { tokens: 50 });
    expect(committed(release(taken, 'a')).tokens).toBe(50);
    expect(committed(settle(taken, 'b', { tokens: 9 })).tokens).toBe(59);
  });

  it('grants nothing more where more was spent than its worst case, until it is raised', () => {
    const over = settle(reserved(budget, 'a', { tokens: 90 }), 'a', { tokens: 130 });
    expect(reserve(over, 'b', { tokens: 1 })).toMatchObject({ ok: false, exceeded: [{ left: 0 }] });
    expect(reserve(raise(over, { tokens: 140 }), 'b', { tokens: 10 })).toMatchObject({ ok: true });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'never passes its limits, whatever comes in which order (seed %i)',
    (seed) => {
      const random = randomOf(seed);
      const upTo = (most: number) => Math.floor(random() * most);
      let current = openBudget({ timeMinutes: 50, tokens: 500, costUsd: 5, rounds: 10 });
      const worst = new Map<string, { tokens: number; costUsd: number; rounds: number }>();
      const seen = { granted: 0, refused: 0 };
      for (let step = 0; step < 400; step += 1) {
        const key = `k-${upTo(120)}`;
        const known = worst.get(key);
        const before = current;
        const turn = upTo(20);
        if (turn === 0) {
          current = raise(current, { tokens: current.limits.tokens + upTo(40) });
        } else if (known && turn < 12) {
          const share = random();
          current = settle(current, key, {
            tokens: Math.floor(known.tokens * share),
            costUsd: known.costUsd * share,
            rounds: known.rounds * upTo(2),
          });
        } else {
          const asked = known ?? { tokens: upTo(90), costUsd: random(), rounds: upTo(3) };
          const answer = reserve(current, key, asked);
          seen[answer.ok ? 'granted' : 'refused'] += 1;
          if (answer.ok) {
            worst.set(key, asked);
            current = answer.budget;
          }
        }
        for (const measure of MEASURES) {
          expect(committed(current)[measure]).toBeLessThanOrEqual(current.limits[measure]);
          expect(current.limits[measure]).toBeGreaterThanOrEqual(before.limits[measure]);
        }
      }
      expect(current.entries.map(({ key }) => key).toSorted()).toEqual([...worst.keys()].toSorted());
      expect(Math.min(seen.granted, seen.refused)).toBeGreaterThan(20);
    },
  );
});
