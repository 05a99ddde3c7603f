import type { Review } from '../../../factory/domain/review.ts';
import { INJECTED } from './faulty-ports.ts';
import type { FailedTry, Ran } from './ran.ts';

/** What is done to a sound observation, and which oracle must say so. */
export type Plant = {
  name: string;
  caughtBy: string;
  of: 'overcome' | 'hung' | 'asked' | 'healed';
  change: (ran: Ran) => Ran;
};

const leaving =
  (change: Partial<Ran['left']>) =>
  (ran: Ran): Ran => ({ ...ran, left: { ...ran.left, ...change } });

export const transient = { kind: 'transient', message: INJECTED } as const;

export const tries = (delays: readonly number[]): FailedTry[] =>
  delays.map((_, index) => {
    const began = delays.slice(0, index + 1).reduce((sum, delay) => sum + delay, 0);
    return { activity: 'commitService', began, ended: began, failure: transient };
  });

export const asking = (count: number): Review =>
  ({
    step: 'commitService',
    subject: { tries: count, failure: transient, title: '', evidence: [] },
  }) as unknown as Review;

export const plants: readonly Plant[] = [
  {
    name: 'somebody is asked about one failure',
    caughtBy: 'a single failure is overcome',
    of: 'overcome',
    change: (ran) => ({ ...ran, reviews: [asking(5)] }),
  },
  { name: 'the project fails', caughtBy: 'same end', of: 'overcome', change: leaving({ status: 'failed' }) },
  {
    name: 'another tree',
    caughtBy: 'same tree',
    of: 'overcome',
    change: leaving({ trees: ['audit-trail 0000'] }),
  },
  {
    name: 'a commit twice',
    caughtBy: 'each effect once',
    of: 'overcome',
    change: (ran) => leaving({ outside: [...ran.left.outside, ran.left.outside[1] ?? ''] })(ran),
  },
  {
    name: 'an effect that the ledger forgot',
    caughtBy: 'undo ledger',
    of: 'overcome',
    change: (ran) => leaving({ ledger: ran.left.ledger.slice(1) })(ran),
  },
  {
    name: 'a lost artifact',
    caughtBy: 'artifacts',
    of: 'overcome',
    change: (ran) => leaving({ artifacts: ran.left.artifacts.slice(1) })(ran),
  },
  {
    name: 'two ends',
    caughtBy: 'one end',
    of: 'overcome',
    change: leaving({ ends: ['project.completed', 'project.failed'] }),
  },
  {
    name: 'a fault that never came',
    caughtBy: 'the failure happened',
    of: 'overcome',
    change: (ran) => ({ ...ran, refused: 0 }),
  },
  {
    name: 'an activity without a limit',
    caughtBy: 'nothing hangs',
    of: 'hung',
    change: (ran) => ({ ...ran, stuck: ['recordTransition'] }),
  },
  {
    name: 'a limit of a day',
    caughtBy: 'ended by its limit',
    of: 'hung',
    change: (ran) => ({
      ...ran,
      failed: [{ activity: 'readStop', began: 0, ended: 86_400_000, failure: transient }],
    }),
  },
  {
    name: 'a call that is gone',
    caughtBy: 'the hung call acts late',
    of: 'hung',
    change: (ran) => ({ ...ran, wasLate: false }),
  },
  {
    name: 'a policy without a limit',
    caughtBy: 'tries at their instants',
    of: 'asked',
    change: (ran) => ({
      ...ran,
      reviews: [asking(9)],
      failed: tries([0, 0, 5_000, 15_000, 60_000, 60_000, 60_000, 60_000, 60_000]),
    }),
  },
  {
    name: 'tries without a pause',
    caughtBy: 'tries at their instants',
    of: 'asked',
    change: (ran) => ({ ...ran, failed: tries([0, 0, 0, 0, 0]) }),
  },
  {
    name: 'a review that says nothing',
    caughtBy: 'the failure is said',
    of: 'asked',
    change: (ran) => ({
      ...ran,
      reviews: ran.reviews.map((review) => ({
        ...review,
        subject: { ...review.subject, failure: { kind: 'transient', message: 'Sorry' } },
      })),
    }),
  },
  {
    name: 'an effect that stays',
    caughtBy: 'all that can be is taken back',
    of: 'asked',
    change: leaving({ outside: ['repository connectsoft/factory/audit-trail'] }),
  },
  {
    name: 'work that is lost',
    caughtBy: 'healed, it completes',
    of: 'healed',
    change: (ran) =>
      ran.healed ? { ...ran, healed: { ...ran.healed, left: { ...ran.healed.left, trees: [] } } } : ran,
  },
];
