import type { Outcome } from '../factory/domain/failure.ts';
import { runsCode, type Job } from '../platform/jobs/job.ts';
import type { JobRequest, JobState, Verdict } from '../platform/jobs/messages.ts';
import { signEnvelope } from '../platform/signed-envelope.ts';

/** Work that goes on: its outcome, and how to end it before. */
export type Running = { outcome: Promise<Outcome<unknown>>; end(): Promise<void> };

export type StartJob = (job: Job) => Running;

type Held = {
  id: string;
  digest: string;
  verdictKey: string;
  isSpent: boolean;
  state: JobState;
  done: Promise<void>;
  running: Running;
};

export type JobBoard = {
  /** `busy`: another job is there; `other`: the id stands for another job. */
  post(request: Pick<JobRequest, 'id' | 'verdictKey'>, job: Job, digest: string): JobState | 'busy' | 'other';
  /** The state as soon as the job is done, or when `until` settles; `undefined` for a job that is not there. */
  state(id: string, until: Promise<void>): Promise<JobState | undefined>;
  /** Ends and forgets a job; false where there is none. Afterwards the sandbox is spent where code ran in it. */
  remove(id: string): Promise<boolean>;
};

/**
 * Holds one job at a time, from when it is asked for until its result was fetched; one that is done gives way to the next,
 * unless code ran in it. It alone writes verdicts: with the key of
 * the request, which never leaves this process. `onSpent` is called when a job in which code ran is gone: another one must
 * not find what that left.
 */
export const createJobBoard = (start: StartJob, onSpent: () => void): JobBoard => {
  let held: Held | undefined;

  const finish = async (own: Held): Promise<void> => {
    const outcome = await own.running.outcome;
    const verdict: Verdict = { job: own.id, digest: own.digest, outcome: withUnknown(outcome) };
    own.state = {
      id: own.id,
      status: 'done',
      verdict: signEnvelope(JSON.stringify(verdict), own.verdictKey),
    };
  };

  return {
    post({ id, verdictKey }, job, digest) {
      const isFree = held?.state.status === 'done' && !held.isSpent;
      if (held && held.id !== id && !isFree) return 'busy';
      if (held?.id === id)
        return held.digest === digest && held.verdictKey === verdictKey ? held.state : 'other';
      const own: Held = {
        id,
        digest,
        verdictKey,
        isSpent: runsCode(job.kind),
        state: { id, status: 'running' },
        done: Promise.resolve(),
        running: start(job),
      };
      own.done = finish(own);
      held = own;
      return own.state;
    },
    async state(id, until) {
      const own = held;
      if (own?.id !== id) return undefined;
      await Promise.race([own.done, until]);
      return own.state;
    },
    async remove(id) {
      const own = held;
      if (own?.id !== id) return false;
      await own.running.end();
      if (held === own) held = undefined;
      if (own.isSpent) onSpent();
      return true;
    },
  };
};

const withUnknown = (outcome: Outcome<unknown>): Verdict['outcome'] =>
  outcome.ok ? { ok: true, value: outcome.value } : outcome;
