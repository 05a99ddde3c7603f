import { PortError } from '../../port-error.ts';

type Answered = { statusCode?: unknown; response?: { headers?: { get(name: string): string | undefined } } };

/** Status of an answer of the service; `undefined` where there was none. */
export const statusOf = (error: unknown): number | undefined => {
  const { statusCode } = (error ?? {}) as Answered;
  return typeof statusCode === 'number' ? statusCode : undefined;
};

const waitOf = (error: unknown): number | undefined => {
  const seconds = Number((error as Answered).response?.headers?.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : undefined;
};

/** What an error of the SDK means to the factory; its message is not handed on. */
export const blobError = (error: unknown, what: 'read' | 'write'): PortError => {
  if (PortError.is(error)) return error;
  const status = statusOf(error);
  if (status === 401 || status === 403)
    return new PortError(
      'invalid-configuration',
      `Blob storage does not let the factory ${what} artifacts: its identity needs the role Storage Blob Data Contributor.`,
      { cause: error },
    );
  if (status === 400 || status === 404)
    return new PortError(
      'invalid-configuration',
      `Blob storage cannot ${what} artifacts: it answered ${status}. Provision its container first.`,
      { cause: error },
    );
  const wait = status === 429 || status === 503 ? waitOf(error) : undefined;
  const answer = status === undefined ? 'cannot be reached' : `answered ${status}`;
  return new PortError('transient', `Blob storage ${answer} (to ${what} an artifact).`, {
    cause: error,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  });
};
