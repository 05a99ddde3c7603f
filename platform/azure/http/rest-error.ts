import { PortError } from '../../port-error.ts';
import { retryAfterMs } from './retry-after.ts';

type Answered = {
  statusCode?: unknown;
  response?: { headers?: { toJSON?: () => Record<string, string> } };
};

/** Status of the answer that an error of an Azure SDK (`RestError`) stands for; `undefined` where there was none. */
export const statusOf = (error: unknown): number | undefined => {
  const status = (error as Answered | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
};

const waitOf = (error: unknown): { retryAfterMs?: number } => {
  const headers = (error as Answered | null)?.response?.headers?.toJSON?.();
  const wait = headers && retryAfterMs(new Headers(headers));
  return wait === undefined ? {} : { retryAfterMs: wait };
};

/**
 * What an error of an Azure SDK means: `transient` (with how long the service wants to be left alone) for 408, 429, 5xx and a
 * broken connection, `invalid-configuration` for any other answer. The message of the service is not repeated.
 */
export const restError = (name: string, error: unknown): PortError => {
  if (PortError.is(error)) return error;
  const status = statusOf(error);
  if (status === undefined) return new PortError('transient', `${name} cannot be reached.`, { cause: error });
  if (status === 408 || status === 429 || status >= 500)
    return new PortError('transient', `${name} answered ${status}.`, { ...waitOf(error), cause: error });
  const what =
    status === 401 ? 'does not accept the token of the factory' : `refuses what the factory asks (${status})`;
  return new PortError('invalid-configuration', `${name} ${what}.`, { cause: error });
};
