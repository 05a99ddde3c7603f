import { z } from 'zod';

import { failureSchema } from '../../factory/domain/failure.ts';
import { signedEnvelopeSchema } from '../signed-envelope.ts';
import { MAX_PACKED_BYTES } from './packed-job.ts';

/**
 * The protocol between factory and sandbox.
 *
 * `POST /jobs` with a job request → 202: it goes on, now or since it was first asked for; 409 when the sandbox works on another
 * one, or the id stands for another job; 400 and 413 for what it does not take.
 * `GET /jobs/{id}?wait=SECONDS` → 200, as soon as the job is done, or when the time is over; 404 when it knows no such job.
 * `DELETE /jobs/{id}` → 204: ends the job where it goes on, and forgets it.
 *
 * Every answer of a sandbox carries the header; one without it comes from something before it.
 */
export const SANDBOX_HEADER = 'x-factory-sandbox';
export const PROTOCOL = '1';

/** Longest wait of one request, in seconds: requests are cut at 240. */
export const MAX_WAIT_SECONDS = 200;

/** Most bytes of a request: the job in base64, and a little. */
export const MAX_REQUEST_BYTES = Math.ceil((MAX_PACKED_BYTES * 4) / 3) + 1_024;

/** Most bytes of an answer. */
export const MAX_ANSWER_BYTES = 16 * 1024 ** 2;

export const jobIdSchema = z.string().regex(/^[0-9a-f]{64}$/);

export const jobRequestSchema = z.strictObject({
  id: jobIdSchema,
  /** The verdict is signed with it. The code under test never sees it. */
  verdictKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** The packed job. */
  job: z.base64(),
});
export type JobRequest = z.infer<typeof jobRequestSchema>;

export const jobStateSchema = z.discriminatedUnion('status', [
  z.strictObject({ id: jobIdSchema, status: z.literal('running') }),
  z.strictObject({ id: jobIdSchema, status: z.literal('done'), verdict: signedEnvelopeSchema }),
]);
export type JobState = z.infer<typeof jobStateSchema>;

/** What the signed text of a verdict says, as JSON: which job it is about, and what came of it. */
export const verdictSchema = z.strictObject({
  job: jobIdSchema,
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  outcome: z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value: z.unknown() }),
    z.strictObject({ ok: z.literal(false), failure: failureSchema }),
  ]),
});
export type Verdict = z.infer<typeof verdictSchema>;
