import { failed, type Failure } from '../factory/domain/failure.ts';
import { PortError } from './port-error.ts';

const hasCode = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && ('code' in error || 'errno' in error);

/** Errors of the system, of a connection or of a wait carry a code, or are named for it; pure code throws neither. */
const isFromOutside = (error: Error): boolean =>
  hasCode(error) || hasCode(error.cause) || /^(?:Abort|Timeout)Error$/.test(error.name);

/** A fault of our own code is not cured by doing it again; what comes from outside may be. */
const isOurs = (error: unknown): boolean => error instanceof Error && !isFromOutside(error);

/** Classifies what was thrown, where the cause is still known. */
export const classify = (error: unknown): { ok: false; failure: Failure } => {
  if (PortError.is(error)) return failed(error.kind, error.message, error);
  const message = error instanceof Error ? error.message : String(error);
  return isOurs(error)
    ? failed(
        'critical',
        `Internal error of the factory: ${message.replace(/[.]$/, '')}. Please report it with this message.`,
      )
    : failed('transient', message || 'An unknown error without a message.');
};
