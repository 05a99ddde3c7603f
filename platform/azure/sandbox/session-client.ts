import type { z } from 'zod';

import {
  jobStateSchema,
  PROTOCOL,
  SANDBOX_HEADER,
  type JobRequest,
  type JobState,
} from '../../jobs/messages.ts';
import { criticalError, PortError } from '../../port-error.ts';
import type { ServiceAnswer, ServiceHttp } from '../http/service-http.ts';
import { retryAfterMs } from '../http/retry-after.ts';

/** Calls of the supervisor in the session of an identifier, which is made by the first of them. */
export type SessionClient = {
  post(identifier: string, request: JobRequest): Promise<JobState>;
  /** Answered when the job is done, or after `waitSeconds`; `undefined` where the session knows no such job. */
  state(identifier: string, id: string, waitSeconds: number): Promise<JobState | undefined>;
  /** Ends the job and what it left; one that is not there is gone already. */
  remove(identifier: string, id: string): Promise<void>;
};

/** A pool without a free session has one again when a verification ended: after minutes. */
const POOL_WAIT_MS = 30_000;

/** Milliseconds of a request beyond the time for which it waits there: a session may have to be made first. */
const OVERHEAD_MS = 30_000;

const parsed = <S extends z.ZodType>(schema: S, { bytes }: ServiceAnswer): z.infer<S> => {
  try {
    return schema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (cause) {
    throw new PortError('critical', 'The sandbox answered what is none of its answers.', {
      criticalReason: 'sandbox',
      cause,
    });
  }
};

/** An answer that no supervisor gave: of the pool, which has no free session, or of something before it. */
const refuseForeign = ({ status, headers }: ServiceAnswer): void => {
  const protocol = headers.get(SANDBOX_HEADER);
  if (protocol === PROTOCOL) return;
  if (protocol !== null)
    throw new PortError(
      'invalid-configuration',
      `The image of the sandbox speaks protocol ${JSON.stringify(protocol).slice(0, 20)}, the factory ${PROTOCOL}. Deploy the image of this version.`,
    );
  if (status === 404)
    throw new PortError('transient', 'No session of the sandbox is free.', {
      retryAfterMs: retryAfterMs(headers) ?? POOL_WAIT_MS,
    });
  throw new PortError('transient', `The sandbox is not reached: its pool answered ${status}.`);
};

const unexpected = (status: number): PortError => {
  if (status === 409)
    return new PortError('transient', 'The session of the sandbox works on something else.', {
      retryAfterMs: POOL_WAIT_MS,
    });
  if (status === 413)
    return new PortError('invalid-configuration', 'What is to be verified is too large for the sandbox.');
  return criticalError('sandbox', `The sandbox refused the job: ${status}.`);
};

/** @param http of the pool's management endpoint, audience `https://dynamicsessions.io/.default` */
export const createSessionClient = (http: ServiceHttp, apiVersion: string): SessionClient => {
  const query = (identifier: string) => ({ identifier, 'api-version': apiVersion });
  return {
    async post(identifier, body) {
      const answer = await http({ method: 'POST', path: '/jobs', query: query(identifier), body });
      refuseForeign(answer);
      if (answer.status !== 202) throw unexpected(answer.status);
      return parsed(jobStateSchema, answer);
    },
    async state(identifier, id, wait) {
      const answer = await http({
        method: 'GET',
        path: `/jobs/${id}`,
        query: { ...query(identifier), wait },
        timeoutMs: wait * 1_000 + OVERHEAD_MS,
      });
      refuseForeign(answer);
      if (answer.status === 404) return undefined;
      if (answer.status !== 200) throw unexpected(answer.status);
      return parsed(jobStateSchema, answer);
    },
    async remove(identifier, id) {
      const answer = await http({ method: 'DELETE', path: `/jobs/${id}`, query: query(identifier) });
      refuseForeign(answer);
    },
  };
};
