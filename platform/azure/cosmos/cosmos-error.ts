import { PortError } from '../../port-error.ts';

type Answered = {
  code?: unknown;
  retryAfterInMs?: unknown;
  retryAfterInMilliseconds?: unknown;
  headers?: Record<string, unknown>;
};

/** Status of an answer of the service; `undefined` where there was none. */
export const statusOf = (error: unknown): number | undefined => {
  const { code } = (error ?? {}) as Answered;
  return typeof code === 'number' ? code : undefined;
};

const waitOf = (error: unknown): number | undefined => {
  const { retryAfterInMs, retryAfterInMilliseconds, headers } = error as Answered;
  const given = retryAfterInMs ?? retryAfterInMilliseconds ?? headers?.['x-ms-retry-after-ms'];
  const wait = Number(given);
  return given !== undefined && Number.isFinite(wait) && wait >= 0 ? wait : undefined;
};

/** Which of the service's answers no repetition cures, and what to do about them. */
const FOR_GOOD: Readonly<Record<number, string>> = {
  400: 'refuses the request',
  401: 'does not accept the token of the factory: check its identity and its role assignments',
  403: 'does not let the factory do this: its identity needs the role Cosmos DB Built-in Data Contributor, and containers are provisioned with the factory',
  404: 'has no such database or container: provision them first',
  413: 'cannot hold a document this large',
};

/**
 * What an error of the SDK means to the factory. Its message is not handed on: it may quote documents.
 *
 * @param what was done: `read a project`
 */
export const cosmosError = (error: unknown, what: string): PortError => {
  if (PortError.is(error)) return error;
  const status = statusOf(error);
  const forGood = status === undefined ? undefined : FOR_GOOD[status];
  if (forGood !== undefined)
    return new PortError('invalid-configuration', `Cosmos DB ${forGood} (to ${what}).`, { cause: error });
  const wait = status === 429 ? waitOf(error) : undefined;
  const answer = status === undefined ? 'cannot be reached' : `answered ${status}`;
  return new PortError('transient', `Cosmos DB ${answer} (to ${what}).`, {
    cause: error,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  });
};
