import type { TokenCredential } from '@azure/identity';

import { criticalError, PortError } from '../../port-error.ts';
import { retryAfterMs } from '../http/retry-after.ts';
import type { NamedSecret } from '../key-vault/secrets.ts';
import { createServiceHttp, type ServiceAnswer, type ServiceRequest } from '../http/service-http.ts';
import { refusalError, refusalOf, signInError, type AzureDevOpsRefusal } from './azure-devops-refusal.ts';
import { createPauses, type PauseOptions } from './organization-pauses.ts';

export const AZURE_DEVOPS_URL = 'https://dev.azure.com';

/** The audience of Azure DevOps. */
export const AZURE_DEVOPS_SCOPE = '499b84ac-1321-427f-aa17-267ca6975798/.default';

/** Version of every call that names no other. */
export const API_VERSION = '7.1';

const NAME = 'Azure DevOps';
const TIMEOUT_MS = 60_000;

const HANDLED = [400, 403, 404, 405, 409, 412, 413, 415];

export type AzureDevOpsRequest = {
  organization: string;
  method: ServiceRequest['method'];
  /** Below the organisation, encoded: `/lab/_apis/git/repositories`. */
  path: string;
  query?: ServiceRequest['query'];
  body?: unknown;
  headers?: Record<string, string>;
  /** Instead of 7.1: `7.1-preview.4`. */
  apiVersion?: string;
  /** Statuses of refusals that the caller wants to see; any other is thrown. */
  answers?: readonly number[];
  /** What the call does, for a message: "push to the repository audit". */
  purpose: string;
  /** Answers the bytes instead of JSON. */
  raw?: boolean;
  signal?: AbortSignal;
};

export type AzureDevOpsAnswer<Body> = {
  status: number;
  headers: Headers;
  /** Absent for a refusal and for an answer without a body. */
  body: Body | undefined;
  refusal?: AzureDevOpsRefusal;
};

/**
 * Calls Azure DevOps. Besides what `createServiceHttp` throws: `invalid-configuration` for a sign-in page and for what the
 * service refuses, unless the caller wants to see it.
 */
export type AzureDevOpsHttp = <Body>(request: AzureDevOpsRequest) => Promise<AzureDevOpsAnswer<Body>>;

export type AzureDevOpsHttpOptions = PauseOptions & {
  /** Who calls: a token of Entra ID, or a personal access token that is read for every call, so that it can rotate. */
  access: { credential: TokenCredential } | { pat: NamedSecret };
  /** Instead of `https://dev.azure.com`; without a slash at its end. */
  baseUrl?: string;
  /** The organizations of the tenant; a call of any other is refused. Absent: all that the token may see. */
  organizations?: readonly string[];
  timeoutMs?: number;
};

/** A personal access token as the password of a nameless user. */
const patCredential = (pat: NamedSecret): TokenCredential => ({
  getToken: async () => ({
    token: Buffer.from(`:${await pat.read()}`).toString('base64'),
    expiresOnTimestamp: Number.MAX_SAFE_INTEGER,
  }),
});

const httpOf = ({ access, baseUrl = AZURE_DEVOPS_URL, timeoutMs = TIMEOUT_MS }: AzureDevOpsHttpOptions) =>
  createServiceHttp({
    name: NAME,
    baseUrl,
    scope: AZURE_DEVOPS_SCOPE,
    timeoutMs,
    callersStatuses: HANDLED,
    ...('credential' in access
      ? { credential: access.credential }
      : { credential: patCredential(access.pat), scheme: 'Basic' }),
  });

const isHtml = ({ headers }: ServiceAnswer): boolean => /html/i.test(headers.get('content-type') ?? '');

/** The service shows its page with 203 or leads to it with 302; nothing that succeeds is HTML. */
const isSignIn = (answer: ServiceAnswer, raw: boolean): boolean =>
  answer.status === 203 ||
  Math.floor(answer.status / 100) === 3 ||
  (answer.status < 300 && !raw && isHtml(answer));

const parse = (bytes: Uint8Array): unknown => {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    throw new PortError('transient', `${NAME} answered what is no JSON.`, { cause: error });
  }
};

const refuseForeign = (organization: string, known: readonly string[] | undefined): void => {
  if (known?.some((one) => one.toLowerCase() === organization.toLowerCase()) === false)
    throw criticalError(
      'tenant-crossing',
      `The organization ${JSON.stringify(organization).slice(0, 100)} of Azure DevOps is none of the tenant's. Nothing was sent to it.`,
    );
};

/**
 * Makes the client of Azure DevOps, one for all adapters: `Retry-After` of any answer, a good one too, holds back later calls
 * to that organisation.
 */
export const createAzureDevOpsHttp = (options: AzureDevOpsHttpOptions): AzureDevOpsHttp => {
  const http = httpOf(options);
  const pauses = createPauses(options);

  const send = async ({
    organization,
    method,
    path,
    query,
    body,
    signal,
    ...request
  }: AzureDevOpsRequest) => {
    await pauses.wait(organization, signal);
    try {
      const answer = await http({
        method,
        path: `/${encodeURIComponent(organization)}${path}`,
        query: { ...query, 'api-version': request.apiVersion ?? API_VERSION },
        ...(request.headers && { headers: request.headers }),
        ...(body !== undefined && { body }),
        ...(signal && { signal }),
      });
      pauses.extend(organization, retryAfterMs(answer.headers, options.now));
      return answer;
    } catch (error) {
      if (PortError.is(error)) pauses.extend(organization, error.retryAfterMs);
      throw error;
    }
  };

  const call = async <Body>(request: AzureDevOpsRequest): Promise<AzureDevOpsAnswer<Body>> => {
    const answer = await send(request);
    const { status, headers, bytes } = answer;
    if (isSignIn(answer, request.raw === true)) throw signInError(request.organization);
    if (status < 300) {
      const body = request.raw === true ? bytes : parse(bytes);
      return { status, headers, body: body as Body };
    }
    const refusal = refusalOf(status, bytes);
    if (request.answers?.includes(status) !== true) throw refusalError(refusal, request);
    return { status, headers, body: undefined, refusal };
  };

  const { access } = options;
  return async (request) => {
    refuseForeign(request.organization, options.organizations);
    return 'pat' in access ? access.pat.whileItHolds(() => call(request)) : call(request);
  };
};

/** The body of an answer that must have one. */
export const bodyOf = <Body>({ body }: AzureDevOpsAnswer<Body>): Body => {
  if (body === undefined) throw new PortError('transient', `${NAME} answered nothing.`);
  return body;
};

/** All items of a list, page by page: by the continuation token that the service gives with each. */
export const listAll = async <Item>(http: AzureDevOpsHttp, request: AzureDevOpsRequest): Promise<Item[]> => {
  const items: Item[] = [];
  let continuationToken: string | undefined;
  do {
    const query = { ...request.query, continuationToken };
    const answer = await http<{ value: Item[] }>({ ...request, query });
    items.push(...bodyOf(answer).value);
    continuationToken = answer.headers.get('x-ms-continuationtoken') ?? undefined;
  } while (continuationToken !== undefined);
  return items;
};
