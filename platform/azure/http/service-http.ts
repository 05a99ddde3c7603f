import type { TokenCredential } from '@azure/identity';

import { PortError } from '../../port-error.ts';
import { workSignal } from '../interruption.ts';
import { clientSpan } from '../telemetry/span.ts';
import { limitedBytes } from './limited-bytes.ts';
import { retryAfterMs } from './retry-after.ts';

export type ServiceRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base URL, encoded. */
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  /** Sent as JSON unless the headers name another type. */
  body?: unknown;
  signal?: AbortSignal;
  timeoutMs?: number;
};

export type ServiceAnswer = { status: number; headers: Headers; bytes: Uint8Array };

export type ServiceHttp = (request: ServiceRequest) => Promise<ServiceAnswer>;

type Options = {
  /** As people call it: "Azure DevOps". */
  name: string;
  /** Without a slash at its end. */
  baseUrl: string;
  credential: TokenCredential;
  /** Audience of the token: `https://dynamicsessions.io/.default`. */
  scope: string;
  timeoutMs: number;
  /** Longest answer that is read. */
  maxBytes?: number;
  /** How the token is shown; `Bearer` unless given. */
  scheme?: 'Bearer' | 'Basic';
  /** Statuses that are answered to the caller instead of being thrown. */
  callersStatuses?: readonly number[];
};

const MAX_BYTES = 64 * 1024 * 1024;

const bodyOf = (body: unknown): string | Uint8Array<ArrayBuffer> =>
  body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);

const headersFor = (body: unknown): Record<string, string> => ({
  accept: 'application/json',
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
});

const read = async (name: string, response: Response, maxBytes: number): Promise<Uint8Array> => {
  const bytes = await limitedBytes(response, maxBytes);
  if (bytes) return bytes;
  throw new PortError('critical', `${name} answered more than ${maxBytes} bytes.`, {
    criticalReason: 'sandbox',
  });
};

const refused = (
  name: string,
  { status, headers }: Response,
  callersStatuses: readonly number[] = [],
): PortError | undefined => {
  if (callersStatuses.includes(status)) return undefined;
  const wait = retryAfterMs(headers);
  if (status === 408 || status === 429 || status >= 500)
    return new PortError(
      'transient',
      `${name} answered ${status}.`,
      wait === undefined ? {} : { retryAfterMs: wait },
    );
  if (status === 401)
    return new PortError('invalid-configuration', `${name} does not accept the token of the factory.`);
  if (status === 403)
    return new PortError('invalid-configuration', `${name} does not let the factory do this.`);
  return undefined;
};

/**
 * Calls of a service with a token of exactly its audience, within a time and a size, ended with the work that asks. Throws
 * `transient` (with `retryAfterMs` where the service says so) for 408, 429, 5xx and a broken connection, `invalid-configuration`
 * for 401 and 403; any other answer is the caller's. A redirect is not followed.
 */
export const createServiceHttp = (options: Options): ServiceHttp => {
  const { name, baseUrl, credential, scope, maxBytes = MAX_BYTES, scheme = 'Bearer' } = options;
  const { host } = new URL(baseUrl);
  return ({ method, path, query = {}, headers = {}, body, signal, timeoutMs = options.timeoutMs }) =>
    clientSpan(
      `${method} ${name}`,
      { 'http.request.method': method, 'server.address': host, 'peer.service': name },
      async (span) => {
        const abort = workSignal(timeoutMs, signal);
        const url = new URL(baseUrl + path);
        for (const [key, value] of Object.entries(query))
          if (value !== undefined) url.searchParams.set(key, String(value));
        try {
          const token = await credential.getToken(scope, { abortSignal: abort });
          const response = await fetch(url, {
            method,
            headers: {
              ...headersFor(body),
              ...headers,
              ...(token ? { authorization: `${scheme} ${token.token}` } : {}),
            },
            ...(body === undefined ? {} : { body: bodyOf(body) }),
            signal: abort,
            redirect: 'manual',
          });
          span.setAttribute('http.response.status_code', response.status);
          const error = refused(name, response, options.callersStatuses);
          const bytes = await read(name, response, maxBytes);
          if (error) throw error;
          return { status: response.status, headers: response.headers, bytes };
        } catch (error) {
          if (PortError.is(error)) throw error;
          if (PortError.is(abort.reason)) throw abort.reason;
          const why = abort.aborted
            ? `did not answer within ${Math.round(timeoutMs / 1_000)} s`
            : 'cannot be reached';
          throw new PortError('transient', `${name} ${why}.`, { cause: error });
        }
      },
    );
};
