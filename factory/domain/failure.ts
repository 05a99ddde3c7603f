import { z } from 'zod';

import { redactSecrets } from './secrets.ts';

/** Most characters of a failure message that leave an activity: histories stay small, no tool output in them. */
export const MAX_FAILURE_MESSAGE = 2_000;

export const failureKindSchema = z.enum([
  'transient',
  'code-generation',
  'quality-gate',
  'pipeline',
  'invalid-configuration',
  'budget',
  'critical',
  'stopped',
]);
export type FailureKind = z.infer<typeof failureKindSchema>;

/** What makes a failure critical, where it is known. */
export const criticalReasonSchema = z.enum([
  'secret',
  'path-escape',
  'tenant-crossing',
  'hash-mismatch',
  'sandbox',
]);
export type CriticalReason = z.infer<typeof criticalReasonSchema>;

/** What an activity returns instead of throwing. `message` says what is wrong and what to do; it never holds a secret. */
export const failureSchema = z.strictObject({
  kind: failureKindSchema,
  message: z.string().min(1).max(MAX_FAILURE_MESSAGE),
  /** Milliseconds a service asked to wait (`Retry-After`). */
  retryAfterMs: z.number().int().nonnegative().optional(),
  criticalReason: criticalReasonSchema.optional(),
});
export type Failure = z.infer<typeof failureSchema>;

export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export const succeeded = <T>(value: T): Outcome<T> => ({ ok: true, value });

/** A failure with its message cut to what a history may hold and without what looks like a credential. */
export const failed = (
  kind: FailureKind,
  message: string,
  more: {
    retryAfterMs?: number | undefined;
    criticalReason?: CriticalReason | undefined;
  } = {},
): { ok: false; failure: Failure } => ({
  ok: false,
  failure: {
    kind,
    message: redactSecrets(message).slice(0, MAX_FAILURE_MESSAGE),
    ...(more.retryAfterMs === undefined ? {} : { retryAfterMs: more.retryAfterMs }),
    ...(more.criticalReason === undefined ? {} : { criticalReason: more.criticalReason }),
  },
});
