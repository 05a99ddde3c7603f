import { failed, type Failure, type Outcome } from '../../factory/domain/failure.ts';
import { PortError } from '../../platform/port-error.ts';

/** A fault of our own code is not cured by doing it again; everything else unknown may be. */
const isProgrammingError = (error: unknown): boolean =>
  error instanceof TypeError ||
  error instanceof ReferenceError ||
  error instanceof RangeError ||
  error instanceof SyntaxError;

/** Classifies what an activity threw, where the cause is still known. */
export const classify = (error: unknown): { ok: false; failure: Failure } => {
  if (PortError.is(error)) return failed(error.kind, error.message, error.retryAfterMs);
  const message = error instanceof Error ? error.message : String(error);
  return isProgrammingError(error)
    ? failed('critical', `Internal error of the factory: ${message}. Please report it with this message.`)
    : failed('transient', message || 'An unknown error without a message.');
};

/** Makes an activity answer an outcome in every case: nothing it throws reaches the orchestrator as text. */
export const guard =
  <I, T>(activity: (input: I) => Promise<Outcome<T>>) =>
  async (input: I): Promise<Outcome<T>> => {
    try {
      return await activity(input);
    } catch (error) {
      return classify(error);
    }
  };
