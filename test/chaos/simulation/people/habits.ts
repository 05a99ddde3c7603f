import type { Decision } from '../../../../factory/domain/decision.ts';
import { reviewSchedule } from '../../../../factory/domain/review-schedule.ts';
import type { Review } from '../../../../factory/domain/review.ts';
import type { Random } from '../random.ts';

/** How the people of a seed behave. Probabilities are between 0 and 1. */
export type Habits = {
  /** What is decided on a review, where the seed does not decide. */
  decides?: (review: Review) => Decision;
  /** Milliseconds until somebody looks at a review. */
  delay: (random: Random) => number;
  /** How likely it is that nobody ever looks. */
  isAbsent: number;
  /** How likely it is that two look at a review. */
  areTwo: number;
  /** Decisions after which they end whatever they can. */
  patience: number;
  clicksTwice: number;
  resends: number;
  losesWakes: number;
  disturbs: number;
  /** Cancellations: so long after so many published events. */
  cancels: readonly { after: number; delay: number }[];
  /** How often a project that has ended is begun again. */
  restarts: number;
};

const HOUR = 3_600_000;

/** At once, soon, late, and exactly when a reminder or the end is due. */
const delays: readonly ((random: Random) => number)[] = [
  () => 0,
  (random) => random.below(60_000),
  (random) => random.below(48 * HOUR),
  (random) => random.pick(reviewSchedule).after,
  (random) => random.pick(reviewSchedule).after + random.pick([-1, 1]),
];

export const habitsOf = (random: Random): Habits => {
  const isAbsent = random.pick([0, 0, 0, 0.1, 1]);
  return {
    delay: (own) => own.pick(delays)(own),
    isAbsent,
    areTwo: 0.2,
    patience: 1 + random.below(10),
    clicksTwice: random.pick([0, 0.2]),
    resends: random.pick([0, 0.5]),
    losesWakes: random.pick([0, 0, 0.3, 1]),
    disturbs: random.pick([0, 0.05, 0.3]),
    cancels: random.chance(0.35)
      ? Array.from({ length: 1 + random.below(2) }, () => ({
          after: 1 + random.below(160),
          delay: random.pick([0, 0, 1, 30_000, 3 * HOUR]),
        }))
      : [],
    restarts: random.pick([0, 0, 0, 1, 2]),
  };
};
