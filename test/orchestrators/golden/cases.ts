import { failure } from '../a-world.ts';
import type { Decides } from '../a-world.ts';
import type { Answers } from '../drive.ts';

export type Case = {
  services: readonly string[];
  fails?: Answers;
  decides?: Decides;
  approvals?: readonly string[];
};

const one = ['audit-trail'];

/** Answers an activity with a failure so many times. */
const failing = (name: string, times: number, outcome: unknown): Answers => {
  let left = times;
  return (called) => {
    if (called !== name || left <= 0) return undefined;
    left -= 1;
    return outcome;
  };
};

const first =
  (...all: Answers[]): Answers =>
  (name, input) => {
    for (const each of all) {
      const answer = each(name, input);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };

const undo: Answers = (name) =>
  name === 'listUndo'
    ? {
        ok: true,
        value: [
          { seq: 2, kind: 'repository', marker: 'r/audit-trail' },
          { seq: 1, kind: 'work-items', marker: 'w' },
        ],
      }
    : undefined;

/** What golden histories are recorded of: the ways that a project takes, with the outcomes that lead there. Made anew per run. */
export const cases = (): Record<string, Case> => ({
  completed: { services: one },
  solution: { services: ['catalogue', 'orders'] },
  retried: { services: one, fails: failing('generateLayer', 3, failure('transient')) },
  fixed: { services: one, fails: failing('verifyService', 2, failure('quality-gate')) },
  accepted: {
    services: one,
    fails: failing('verifyService', 20, failure('quality-gate')),
    decides: () => 'accept',
  },
  approved: { services: one, approvals: ['plan', 'architecture'], decides: () => 'accept' },
  repaired: { services: one, fails: failing('runPipeline', 1, failure('pipeline')) },
  aborted: {
    services: one,
    fails: first(
      undo,
      failing('undoEffect', 2, failure('transient')),
      failing('deployService', 20, failure('transient')),
    ),
    decides: () => ({ stop: { reason: 'aborted', why: 'not worth it' } }),
  },
  cancelled: {
    services: one,
    fails: first(undo, failing('deployService', 20, failure('transient'))),
    decides: () => ({ stop: { reason: 'cancelled', why: 'no longer wanted' } }),
  },
  expired: { services: one, fails: failing('verifyService', 20, failure('quality-gate')) },
  critical: {
    services: one,
    fails: first(undo, failing('assembleService', 1, failure('critical'))),
    decides: () => ({ stop: { reason: 'aborted', why: 'a secret' } }),
  },
});
