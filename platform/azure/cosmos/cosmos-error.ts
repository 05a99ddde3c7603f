import { PortError } from '../../port-error.ts';

type Answered = {
  code?: unknown;
  retryAfterInMs?: unknown;
  retryAfterInMilliseconds?: unknown;
  headers?: Record<string, unknown>;
};

/** What the service answered: a batch wraps it. */
const answerOf = (error: unknown): Answered => {
  const { cause } = (error ?? {}) as { cause?: unknown };
  return (typeof (cause as Answered | undefined)?.code === 'number' ? cause : error) as Answered;
};

/** Status of an answer of the service; `undefined` where there was none. */
export const statusOf = (error: unknown): number | undefined => {
  const { code } = (answerOf(error) ?? {}) as Answered;
  return typeof code === 'number' ? code : undefined;
};

const waitOf = (error: unknown): number | undefined => {
  const { retryAfterInMs, retryAfterInMilliseconds, headers } = answerOf(error);
  const given = retryAfterInMs ?? retryAfterInMilliseconds ?? headers?.['x-ms-retry-after-ms'];
  const wait = Number(given);
  return given !== undefined && Number.isFinite(wait) && wait >= 0 ? wait : undefined;
};

/** Errors of a connection or of a wait have a code or a name of their own; the SDK refuses arguments without either. */
const isPlain = (error: unknown): boolean => {
  const { name = 'Error', code } = (error ?? {}) as { name?: string; code?: unknown };
  return name === 'Error' && code === undefined;
};

const isRefusedArgument = (error: unknown): boolean =>
  isPlain(error) && isPlain((error as { cause?: unknown } | undefined)?.cause);

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
  if (status === undefined && isRefusedArgument(error))
    return new PortError('invalid-configuration', `Cosmos DB ${FOR_GOOD[400]} (to ${what}).`, {
      cause: error,
    });
  const wait = status === 429 ? waitOf(error) : undefined;
  const answer = status === undefined ? 'cannot be reached' : `answered ${status}`;
  return new PortError('transient', `Cosmos DB ${answer} (to ${what}).`, {
    cause: error,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  });
};
