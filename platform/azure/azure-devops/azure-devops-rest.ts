import type { TokenCredential } from '@azure/identity';
import { z } from 'zod';

import { redactSecrets } from '../../../factory/domain/secrets.ts';
import { PortError } from '../../port-error.ts';
import { retryAfterMs } from '../http/retry-after.ts';
import { createServiceHttp, type ServiceAnswer, type ServiceRequest } from '../http/service-http.ts';

export type DevOpsRequest = ServiceRequest & {
  /** Statuses beside 2xx that the caller makes something of. */
  expected?: readonly number[];
};

export type DevOpsAnswer = { status: number; headers: Headers; text: string };

export type DevOpsRest = (request: DevOpsRequest) => Promise<DevOpsAnswer>;

export type DevOpsRestOptions = {
  credential: TokenCredential;
  /** Another host than Azure DevOps: of a loopback server. */
  baseUrl?: string;
  now?: () => number;
  sleep?: (milliseconds: number) => Promise<void>;
};

export const AZURE_DEVOPS_URL = 'https://dev.azure.com';
export const AZURE_DEVOPS_SCOPE = '499b84ac-1321-427f-aa17-267ca6975798/.default';

/** Longest wait within a call, in milliseconds; a longer one is the retry's. */
const MOST_PATIENCE = 20_000;

const NAME = 'Azure DevOps';

const isSignIn = ({ status, headers }: ServiceAnswer): boolean =>
  status === 203 || status === 302 || (headers.get('content-type') ?? '').startsWith('text/html');

const errorSchema = z.object({ message: z.string().optional(), typeKey: z.string().optional() });

/** What the service says of a refusal, short and without secrets. */
export const refusalIn = ({ text }: Pick<DevOpsAnswer, 'text'>): { typeKey: string; message: string } => {
  try {
    const { message = '', typeKey = '' } = errorSchema.parse(JSON.parse(text));
    return { typeKey: typeKey.slice(0, 100), message: redactSecrets(message).slice(0, 1_000) };
  } catch {
    return { typeKey: '', message: '' };
  }
};

const refusal = ({ method }: DevOpsRequest, { status }: ServiceAnswer, text: string): PortError => {
  const { typeKey, message } = refusalIn({ text });
  const reason = [typeKey, message.slice(0, 300)].filter((part) => part !== '').join(': ');
  const told = `${NAME} refused a ${method} with ${status}${reason ? `: ${reason}` : '.'}`;
  return new PortError(status === 409 || status === 412 ? 'transient' : 'invalid-configuration', told);
};

/**
 * Calls of the REST API 7.1. `Retry-After` counts on every answer, a good one too: the next call waits, or fails with
 * `transient` where the wait is long. A sign-in page, which comes with 203, 302 or as HTML, is a token that is not accepted.
 */
export const createDevOpsRest = (options: DevOpsRestOptions): DevOpsRest => {
  const { now = Date.now, sleep } = options;
  const wait = sleep ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)));
  const http = createServiceHttp({
    name: NAME,
    baseUrl: options.baseUrl ?? AZURE_DEVOPS_URL,
    credential: options.credential,
    scope: AZURE_DEVOPS_SCOPE,
    timeoutMs: 60_000,
    maxBytes: 32 * 1024 * 1024,
  });
  let notBefore = 0;

  const beLeftAlone = async (): Promise<void> => {
    const rest = notBefore - now();
    if (rest > MOST_PATIENCE)
      throw new PortError('transient', `${NAME} wants to be left alone.`, { retryAfterMs: rest });
    if (rest > 0) await wait(rest);
  };

  return async (request) => {
    await beLeftAlone();
    const answer = await http({ ...request, query: { 'api-version': '7.1', ...request.query } });
    const pause = retryAfterMs(answer.headers, now);
    if (pause !== undefined) notBefore = Math.max(notBefore, now() + pause);
    if (isSignIn(answer))
      throw new PortError(
        'invalid-configuration',
        `${NAME} answered with its sign-in page: the token of the factory is not valid for this organisation. Check the identity and its access.`,
      );
    const text = new TextDecoder().decode(answer.bytes);
    const isGood = answer.status < 300 || request.expected?.includes(answer.status) === true;
    if (!isGood) throw refusal(request, answer, text);
    return { status: answer.status, headers: answer.headers, text };
  };
};

/** The answer's JSON as a schema wants it; `transient` where it is not. */
export const bodyAs = <T>(schema: z.ZodType<T>, { text }: Pick<DevOpsAnswer, 'text'>): T => {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new PortError('transient', `${NAME} answered something else than was asked for.`, { cause });
  }
};

/** `{ count, value: […] }` of lists. */
export const listOf = <T>(item: z.ZodType<T>) => z.object({ value: z.array(item) });
