import type { CriticalReason } from '../../../factory/domain/failure.ts';
import type { Decision } from '../../../factory/domain/decision.ts';
import type { Review } from '../../../factory/domain/review.ts';
import type { Scenario } from './simulate.ts';
import type { Ailment } from './world/faults.ts';

/** A way to fail: what goes wrong, in which world, and what a person decides when asked. */
export type FailureCase = { title: string; change: (own: Scenario) => Scenario };

type Given = Partial<Pick<Scenario, 'services' | 'budgets' | 'downtimes' | 'longestWork'>> & {
  ailments: readonly Ailment[];
  decides: (review: Review) => Decision;
};

const HOUR = 3_600_000;

/** A world in which nothing else happens, and work takes no time: instants are those of the policy. */
const quiet =
  ({ decides, ...given }: Given) =>
  ({ habits }: Scenario): Scenario => ({
    services: ['audit-trail'],
    approvals: [],
    budgets: {},
    repeats: 0,
    longestWork: 0,
    fixes: 1,
    foreign: [],
    downtimes: [],
    ...given,
    habits: {
      ...habits,
      decides,
      delay: () => HOUR,
      isAbsent: 0,
      areTwo: 0,
      clicksTwice: 0,
      resends: 0,
      losesWakes: 0,
      disturbs: 0,
      cancels: [],
      restarts: 0,
    },
  });

const abort = (): Decision => ({ kind: 'abort', reason: 'It is not worth it.' });
const accept = (): Decision => ({ kind: 'accept', reason: 'It was looked at.' });
const retry = (): Decision => ({ kind: 'retry' });

const ailment = (
  activity: string,
  failing: Ailment['failing'],
  times: number,
  more: Partial<Ailment> = {},
): Ailment => ({
  activity,
  failing,
  times,
  phase: 'after',
  after: 0,
  ...more,
});

const critical = (title: string, reason: CriticalReason, decides: () => Decision): FailureCase => ({
  title: `Critical: ${title}`,
  change: quiet({
    ailments: [
      ailment(reason === 'sandbox' ? 'verifyService' : 'assembleService', { kind: 'critical', reason }, 1),
    ],
    decides,
  }),
});

/** Every type of error that the specification has, and what follows from them. */
export const failureCases: readonly FailureCase[] = [
  {
    title: 'Transient, and it passes',
    change: quiet({ ailments: [ailment('createWorkItems', { kind: 'transient' }, 3)], decides: abort }),
  },
  {
    title: 'Transient, and the service says how long to wait',
    change: quiet({
      ailments: [ailment('createWorkItems', { kind: 'transient', retryAfterMs: 90_000 }, 2)],
      decides: abort,
    }),
  },
  {
    title: 'Transient, and it does not pass',
    change: quiet({ ailments: [ailment('createWorkItems', { kind: 'transient' }, 99)], decides: abort }),
  },
  {
    title: 'Code generation failure',
    change: quiet({
      ailments: [ailment('assembleService', { kind: 'code-generation' }, 4)],
      decides: () => ({ kind: 'retry', guidance: 'Leave the import out.' }),
    }),
  },
  {
    title: 'Quality gate failure',
    change: quiet({ ailments: [ailment('verifyService', { kind: 'quality-gate' }, 99)], decides: accept }),
  },
  {
    title: 'Pipeline failure',
    change: quiet({ ailments: [ailment('runPipeline', { kind: 'pipeline' }, 4)], decides: retry }),
  },
  {
    title: 'Invalid configuration',
    change: quiet({
      ailments: [ailment('preflight', { kind: 'invalid-configuration' }, 1)],
      decides: () => ({ kind: 'answer', data: { businessContext: 'For a laboratory.' } }),
    }),
  },
  critical('a secret in an artifact', 'secret', abort),
  critical('a path that leads out of the tree', 'path-escape', abort),
  critical('data of another tenant', 'tenant-crossing', abort),
  critical('bytes that are not those of their hash', 'hash-mismatch', accept),
  critical('an attempt to leave the sandbox', 'sandbox', accept),
  {
    title: 'A fault of the factory itself',
    change: quiet({ ailments: [ailment('commitService', { kind: 'unexpected' }, 1)], decides: abort }),
  },
  {
    title: 'Budget that is used up',
    change: quiet({
      budgets: { rounds: 1 },
      ailments: [ailment('verifyService', { kind: 'quality-gate' }, 2)],
      decides: () => ({ kind: 'answer', data: { budgets: { rounds: 10 } } }),
    }),
  },
  {
    title: 'Some of several services fail',
    change: quiet({
      services: ['audit-trail', 'orders', 'catalogue'],
      ailments: [ailment('smokeTest', { kind: 'pipeline' }, 99, { service: 'orders' })],
      decides: abort,
    }),
  },
  {
    title: 'An undo that fails',
    change: quiet({
      ailments: [
        ailment('rememberProject', { kind: 'critical' }, 1),
        ailment('undoEffect', { kind: 'invalid-configuration' }, 2, { phase: 'before', after: 2 }),
      ],
      decides: ({ step }) => (step === 'compensation' ? retry() : abort()),
    }),
  },
  {
    title: 'The host dies and comes back',
    change: quiet({
      longestWork: 60_000,
      downtimes: [{ from: 120_000, until: 720_000 }],
      ailments: [],
      decides: abort,
    }),
  },
];
