import { PortError } from '../../port-error.ts';
import { retryAfterMs } from '../http/retry-after.ts';

/** What the SDK throws for an answer with a status, or for an error within a stream (no status). */
type ServiceError = { status: number | undefined; code: string; headers: Headers | undefined };

const textOf = (value: unknown, name: string): string => {
  if (typeof value !== 'object' || value === null || !(name in value)) return '';
  const text = (value as Record<string, unknown>)[name];
  return typeof text === 'string' ? text : '';
};

const serviceError = (error: unknown): ServiceError | undefined => {
  if (!(error instanceof Error) || !('status' in error) || !('headers' in error)) return undefined;
  const body = 'error' in error ? error.error : undefined;
  const inner =
    typeof body === 'object' && body !== null && 'innererror' in body ? body.innererror : undefined;
  return {
    status: typeof error.status === 'number' ? error.status : undefined,
    code: textOf(error, 'code') || textOf(body, 'code') || textOf(inner, 'code'),
    headers: error.headers instanceof Headers ? error.headers : undefined,
  };
};

const FILTERED = /^(?:content_filter|content_policy_violation|ResponsibleAIPolicyViolation)$/i;

/** The service's filter stands between; a person decides what to write instead. */
export const filteredError = (name: string, categories: readonly string[] = []): PortError => {
  const why = categories.length > 0 ? ` (${categories.map((each) => each.slice(0, 40)).join(', ')})` : '';
  return new PortError(
    'invalid-configuration',
    `The content filter of ${name} does not let this pass${why}. It is not asked again: write the definition, or what was said to the agent, in other words.`,
  );
};

const invalid = (message: string): PortError => new PortError('invalid-configuration', message);

const REFUSED: Readonly<Record<number, (name: string) => string>> = {
  401: (name) => `${name} does not accept the sign-in of the factory.`,
  403: (name) =>
    `${name} does not let the factory ask it. Its identity needs the role Cognitive Services OpenAI User.`,
  404: (name) => `${name} is no deployment of the model service.`,
  413: (name) => `What ${name} was to be asked is longer than it takes.`,
};

/** Only a service that says how long to wait refused before it worked: a wait with any other answer is not passed on. */
const tooMany = (name: string, { code, headers }: ServiceError): PortError => {
  if (code === 'insufficient_quota') return invalid(`The account of ${name} has no quota left.`);
  const wait = headers ? retryAfterMs(headers) : undefined;
  return new PortError('transient', `${name} is busy.`, wait === undefined ? {} : { retryAfterMs: wait });
};

const answered = (name: string, error: ServiceError): PortError => {
  const { status, code } = error;
  if (FILTERED.test(code)) return filteredError(name);
  if (code === 'context_length_exceeded')
    return invalid(`What ${name} was to be asked is longer than it takes.`);
  if (status === 429) return tooMany(name, error);
  if (status === undefined || status === 408 || status === 409 || status >= 500)
    return new PortError('transient', `${name} failed${status === undefined ? '' : ` with ${status}`}.`);
  return invalid(REFUSED[status]?.(name) ?? `${name} does not take the request of the factory (${status}).`);
};

/** What an adapter of ours threw within a call of the SDK, which wraps it. */
const ownError = (error: unknown): PortError | undefined => {
  if (PortError.is(error)) return error;
  return error instanceof Error && error.cause !== undefined ? ownError(error.cause) : undefined;
};

/** An error of a call by its kind. No message of the service is repeated: it may quote what was asked. */
export const modelError = (name: string, error: unknown): PortError => {
  const own = ownError(error);
  if (own) return own;
  const known = serviceError(error);
  if (known) return answered(name, known);
  return new PortError('transient', `${name} cannot be reached, or broke off.`, { cause: error });
};
