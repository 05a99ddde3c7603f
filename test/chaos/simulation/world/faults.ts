import {
  criticalReasonSchema,
  type CriticalReason,
  type FailureKind,
} from '../../../../factory/domain/failure.ts';
import { PortError } from '../../../../platform/port-error.ts';
import type { Random } from '../random.ts';
import type { Facts } from '../trace.ts';

/** How an activity goes wrong: a failure that a port classified, an error of the system, a fault of our own code. */
export type Failing =
  | { kind: Exclude<FailureKind, 'stopped' | 'critical'>; retryAfterMs?: number }
  | { kind: 'critical'; reason?: CriticalReason }
  | { kind: 'system-error' | 'unexpected' }
  /** Nothing is said, and what the stage owes is not written. */
  | { kind: 'forgetful' };

/** Before anything, after the ledger knows of the effect but before it happens, or after all was done. */
export type Phase = 'before' | 'between' | 'after';
export const PHASES: readonly Phase[] = ['before', 'between', 'after'];

/** An activity that goes wrong so many times after so many good ones; of one service, where one is named. */
export type Ailment = {
  activity: string;
  service?: string;
  failing: Failing;
  phase: Phase;
  after: number;
  times: number;
};

/** For people. */
export const titleOf = (failing: Failing): string => {
  if (failing.kind === 'critical') return `critical${failing.reason ? ` (${failing.reason})` : ''}`;
  const wait = 'retryAfterMs' in failing ? failing.retryAfterMs : undefined;
  return wait === undefined ? failing.kind : `${failing.kind}, to be tried after ${wait / 1_000} s`;
};

export const errorOf = (failing: Failing, activity: string): unknown => {
  const reason = failing.kind === 'critical' ? (failing.reason ?? '') : '';
  const text = `${activity} meets ${failing.kind} ${reason}`.trim();
  switch (failing.kind) {
    case 'system-error':
      return Object.assign(new Error(text), { code: 'ECONNRESET' });
    case 'unexpected':
    case 'forgetful':
      return new TypeError(text);
    case 'critical':
      return new PortError('critical', text, failing.reason ? { criticalReason: failing.reason } : {});
    default:
      return new PortError(
        failing.kind,
        text,
        failing.retryAfterMs === undefined ? {} : { retryAfterMs: failing.retryAfterMs },
      );
  }
};

const GENERATING = [
  'planProduct',
  'designArchitecture',
  'writeContracts',
  'planEngineering',
  'generateLayer',
  'assembleService',
  'writeAcceptanceSuite',
  'planDelivery',
  'generateDelivery',
  'generatePlatform',
  'writeProjectDocuments',
];
const VERIFYING = [
  'verifyService',
  'verifyService',
  'verifyDelivery',
  'verifySolution',
  'verifyPlatform',
  'verifyExtensions',
];
const RELEASING = ['runPipeline', 'deployService', 'smokeTest'];
const EFFECTS = [
  'createWorkItems',
  'commitService',
  'commitExtensions',
  'commitPlatform',
  'runPipeline',
  'deployService',
  'closeWorkItems',
  'rememberProject',
];
const OTHER = [
  'preflight',
  'writeTrace',
  'fixFindings',
  'restoreRevision',
  'readDesign',
  'readRevision',
  'writeSummary',
  'followProcesses',
];
const WORK = [...GENERATING, ...VERIFYING, ...RELEASING, ...EFFECTS, ...OTHER];
const RECORDS = [
  'recordTransition',
  'readStop',
  'openReview',
  'readReview',
  'noteReview',
  'applyDecision',
  'withdrawReviews',
  'settleBudget',
  'listUndo',
];
const WRITING = [
  'writeContracts',
  'assembleService',
  'writeTrace',
  'generateDelivery',
  'writeSummary',
  'commitService',
];

type Kind = { weight: number; activities: readonly string[]; make: (random: Random) => Failing };

const CRITICAL_REASONS = criticalReasonSchema.options;

const KINDS: readonly Kind[] = [
  { weight: 4, activities: WORK, make: () => ({ kind: 'transient' }) },
  {
    weight: 3,
    activities: WORK,
    make: (random) => ({ kind: 'transient', retryAfterMs: random.pick([500, 7_000, 90_000, 3_600_000]) }),
  },
  { weight: 1, activities: WORK, make: () => ({ kind: 'system-error' }) },
  { weight: 4, activities: GENERATING, make: () => ({ kind: 'code-generation' }) },
  { weight: 6, activities: VERIFYING, make: () => ({ kind: 'quality-gate' }) },
  { weight: 5, activities: RELEASING, make: () => ({ kind: 'pipeline' }) },
  { weight: 1, activities: ['preflight'], make: () => ({ kind: 'invalid-configuration' }) },
  { weight: 1, activities: WORK, make: () => ({ kind: 'invalid-configuration' }) },
  {
    weight: 1,
    activities: ['planProduct', 'verifyService', 'runPipeline'],
    make: () => ({ kind: 'budget' }),
  },
  {
    weight: 3,
    activities: WORK,
    make: (random) => ({ kind: 'critical', reason: random.pick(CRITICAL_REASONS) }),
  },
  { weight: 1, activities: WORK, make: () => ({ kind: 'critical' }) },
  { weight: 1, activities: WORK, make: () => ({ kind: 'unexpected' }) },
  { weight: 1, activities: WRITING, make: () => ({ kind: 'forgetful' }) },
  { weight: 3, activities: RECORDS, make: () => ({ kind: 'transient' }) },
  { weight: 1, activities: RECORDS, make: () => ({ kind: 'unexpected' }) },
  {
    weight: 3,
    activities: ['undoEffect'],
    make: (random) => ({ kind: random.pick(['transient', 'invalid-configuration', 'unexpected']) }),
  },
];

const anyKind = (random: Random): Kind => {
  let left = random.next() * KINDS.reduce((sum, { weight }) => sum + weight, 0);
  return KINDS.find(({ weight }) => (left -= weight) < 0) ?? (KINDS[0] as Kind);
};

/** Where the books can never be written, nothing can be: not even that the project failed. */
const timesOf = ({ kind }: Failing, times: number, isRecord: boolean): number =>
  isRecord && kind === 'unexpected' ? 1 : times;

/** What goes wrong in a world: nothing, a little, much. */
export const ailmentsOf = (random: Random, services: readonly string[]): Ailment[] => {
  const count = random.pick([0, 1, 1, 2, 2, 3, 4, 8]);
  return Array.from({ length: count }, () => {
    const { activities, make } = anyKind(random);
    const activity = random.pick(activities);
    const failing = make(random);
    const isRecord = RECORDS.includes(activity);
    return {
      activity,
      failing,
      phase: random.pick(PHASES),
      ...(random.chance(0.5) && !isRecord ? { service: random.pick(services) } : {}),
      after: random.pick(isRecord ? [0, 3, 10, 20, 40] : [0, 0, 0, 0, 1, 3]),
      times: timesOf(
        failing,
        random.pick(isRecord ? [1, 1, 2, 3, 6] : [1, 1, 2, 3, 4, 5, 6, 12, 30]),
        isRecord,
      ),
    };
  });
};

/** Answers, at each run of an activity, what goes wrong with it. */
export const createFaults = (ailments: readonly Ailment[]) => {
  const left = ailments.map(({ after, times }) => ({ after, times }));
  return (activity: string, input: Facts): Ailment | undefined => {
    for (const [index, ailment] of ailments.entries()) {
      if (ailment.activity !== activity) continue;
      if (
        ailment.service !== undefined &&
        input['service'] !== undefined &&
        input['service'] !== ailment.service
      )
        continue;
      const count = left[index] as { after: number; times: number };
      if (count.after > 0) count.after -= 1;
      else if (count.times > 0) {
        count.times -= 1;
        return ailment;
      }
    }
    return undefined;
  };
};
