import type { FailureKind } from '../../../factory/domain/failure.ts';
import { PortError } from '../../port-error.ts';

/** Milliseconds to leave a busy namespace alone, as its documentation asks. */
const BUSY_MS = 10_000;

const kinds: Readonly<Record<string, FailureKind>> = {
  UnauthorizedAccess: 'invalid-configuration',
  MessagingEntityNotFound: 'invalid-configuration',
  MessagingEntityDisabled: 'invalid-configuration',
  MessageSizeExceeded: 'invalid-configuration',
};

const meanings: Readonly<Record<string, string>> = {
  UnauthorizedAccess: 'does not let the factory do this',
  MessagingEntityNotFound: 'has no such queue, topic or subscription',
  MessagingEntityDisabled: 'has it disabled',
  MessageSizeExceeded: 'takes no message of this size: send a reference to its content',
  MessageLockLost: 'took the lock of the message away; it is delivered again',
  ServiceBusy: 'is busy',
  QuotaExceeded: 'is full',
};

/** What the last of several tries of the SDK failed with. */
const lastOf = (error: unknown): unknown =>
  error instanceof AggregateError ? (error.errors as unknown[]).at(-1) : error;

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;

/** A wrong argument or connection string is ours to repair; everything else that the SDK throws has a code, or comes from the net. */
const isOurs = (error: unknown): boolean =>
  codeOf(error) === undefined && (error instanceof TypeError || error instanceof RangeError);

/** What an error of the SDK means, without what the service said: that may quote a token. `entity`: queue or topic. */
export const serviceBusError = (error: unknown, entity: string, signal: AbortSignal): PortError => {
  if (PortError.is(error)) return error;
  if (PortError.is(signal.reason)) return signal.reason;
  const last = lastOf(error);
  const code = codeOf(last) ?? '';
  const kind = kinds[code] ?? (isOurs(last) ? 'invalid-configuration' : 'transient');
  const meaning =
    meanings[code] ?? (kind === 'transient' ? 'does not answer' : 'cannot be used as it is set up');
  return new PortError(kind, `Service Bus ${meaning} (${entity}).`, {
    cause: error,
    ...(code === 'ServiceBusy' ? { retryAfterMs: BUSY_MS } : {}),
  });
};
