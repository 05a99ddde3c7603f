import { PortError } from '../../port-error.ts';

type Told = { statusCode?: unknown; status?: unknown; errorCode?: unknown; code?: unknown; cause?: unknown };

/** What the errors below an error say of their cause: a status of HTTP, or the code of a broken connection. */
const told = (error: unknown, depth = 0): { status?: number; unreachable?: boolean } => {
  if (typeof error !== 'object' || error === null || depth > 5) return {};
  const { statusCode, status, errorCode, code, cause } = error as Told;
  const found = [statusCode, status].find((each) => typeof each === 'number');
  if (found !== undefined) return { status: found };
  if (errorCode === 'network_error' || /^E[A-Z]+$/.test(String(code))) return { unreachable: true };
  return told(cause, depth + 1);
};

/** MSAL says only in words what the endpoint answered. */
const isTransient = (error: unknown): boolean => {
  const { status, unreachable } = told(error);
  if (status !== undefined) return status === 408 || status === 429 || status >= 500;
  return unreachable === true || /network|timed? ?out|unreachable/i.test(String(error));
};

/** Why there is no token, without what the identity endpoint wrote: that may name tenants and identities. */
export const identityError = (error: unknown): PortError => {
  if (PortError.is(error)) return error;
  return isTransient(error)
    ? new PortError('transient', 'The identity of the factory gives no token at the moment.', {
        cause: error,
      })
    : new PortError(
        'invalid-configuration',
        'The identity of the factory cannot be used: check that the app has the managed identity whose client id is set.',
        { cause: error },
      );
};
