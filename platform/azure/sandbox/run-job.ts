import type { Job, JobResult } from '../../jobs/job.ts';
import { MAX_WAIT_SECONDS, type JobState } from '../../jobs/messages.ts';
import type { PackedJob } from '../../jobs/packed-job.ts';
import { readVerdict } from '../../jobs/read-verdict.ts';
import { PortError } from '../../port-error.ts';
import type { Clock } from '../../ports.ts';
import type { SignedEnvelope } from '../../signed-envelope.ts';
import { despiteInterruption } from '../interruption.ts';
import type { JobIdentity } from './job-identity.ts';
import type { SessionClient } from './session-client.ts';

/** How long one call stays with a job, in milliseconds: an activity on Azure has five minutes. */
export const PATIENCE_MS = 270_000;

/** Less time than this is not worth a request, in milliseconds. */
const LEAST_MS = 5_000;

/** Requests in a row that may be cut or lost. */
const LOST_REQUESTS = 3;

type Asked = { client: SessionClient; clock: Clock; identity: JobIdentity };

const isLost = (error: unknown): boolean =>
  PortError.is(error) && error.kind === 'transient' && error.retryAfterMs === undefined;

/** Asks until the job is done. A request that was cut is asked again; one that the service refuses for now is not. */
const awaitDone = async (
  { client, clock, identity }: Asked,
  from: JobState,
): Promise<JobState & { status: 'done' }> => {
  const deadline = clock.now().getTime() + PATIENCE_MS;
  let state: JobState = from;
  let lost = 0;
  while (state.status !== 'done') {
    const left = deadline - clock.now().getTime();
    if (left < LEAST_MS)
      throw new PortError('transient', 'The verification goes on in the sandbox; it is asked for again.');
    const wait = Math.min(MAX_WAIT_SECONDS, Math.floor(left / 1_000));
    const now = await client.state(identity.identifier, identity.id, wait).catch((error: unknown) => {
      lost += 1;
      if (!isLost(error) || lost > LOST_REQUESTS) throw error;
      return 'lost' as const;
    });
    if (!now) throw new PortError('transient', 'The session of the sandbox was lost.');
    if (now === 'lost') continue;
    state = now;
    lost = 0;
  }
  return state;
};

/** Best effort: what is left ends with its session. */
const forget = (client: SessionClient, { identifier, id }: JobIdentity): Promise<void> =>
  despiteInterruption(() => client.remove(identifier, id)).catch(() => undefined);

/**
 * Has a job done in a session, or finds the one that goes on there. Kinds thrown: `transient` (not done in time, no session,
 * session lost: the same call again goes on or begins again), `critical` (the answer is not the supervisor's), and what
 * the supervisor met. Whoever is interrupted calls the job off.
 */
export const runJob = async <J extends Job>(
  asked: Asked,
  job: J,
  { bytes, digest }: PackedJob,
): Promise<JobResult<J['kind']>> => {
  const { client, identity } = asked;
  const { identifier, id, verdictKey } = identity;
  const encoded = Buffer.from(bytes).toString('base64');
  const ask = async (): Promise<SignedEnvelope> => {
    const posted = await client.post(identifier, { id, verdictKey, job: encoded });
    return (await awaitDone(asked, posted)).verdict;
  };
  const verdict = await ask().catch(async (error: unknown) => {
    const isOver = PortError.is(error) && (error.kind === 'stopped' || error.kind === 'critical');
    if (isOver) await forget(client, identity);
    throw error;
  });
  await forget(client, identity);
  return readVerdict({ id, digest, job, verdictKey }, verdict);
};
