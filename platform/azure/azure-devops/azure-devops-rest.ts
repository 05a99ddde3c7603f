import { z } from 'zod';

import { PortError } from '../../port-error.ts';
import type { ServiceRequest } from '../http/service-http.ts';
import type { AzureDevOpsHttp } from './azure-devops-http.ts';
import { signInError, type AzureDevOpsRefusal } from './azure-devops-refusal.ts';

/** `path` begins with the organisation. */
export type DevOpsRequest = Pick<ServiceRequest, 'method' | 'path' | 'query' | 'headers' | 'body'> & {
  /** Instead of 7.1. */
  apiVersion?: string;
  /** Refusals that the caller makes something of. */
  expected?: readonly number[];
};

export type DevOpsAnswer = {
  status: number;
  headers: Headers;
  /** Empty for a refusal. */
  text: string;
  refusal?: AzureDevOpsRefusal;
};

export type DevOpsRest = (request: DevOpsRequest) => Promise<DevOpsAnswer>;

const VERBS = { GET: 'read', POST: 'write', PUT: 'write', PATCH: 'change', DELETE: 'remove' } as const;

const AREAS: Readonly<Record<string, string>> = {
  wit: 'work items',
  wiki: 'the wiki',
  build: 'pipelines and their runs',
  pipelines: 'pipelines and their runs',
  git: 'repositories',
  projects: 'the project',
  test: 'test results',
  hooks: 'service hooks',
  security: 'permissions',
  distributedtask: 'parallel jobs',
  serviceendpoint: 'service connections',
};

const areaOf = (path: string): string => AREAS[/\/_apis\/(\w+)/.exec(path)?.[1] ?? ''] ?? 'settings';

const split = (path: string): { organization: string; below: string } => {
  const [, organization = '', ...rest] = path.split('/');
  return { organization: decodeURIComponent(organization), below: `/${rest.join('/')}` };
};

/** Calls whose answers are text, which a schema reads: what a service says is not to be relied on. */
export const createDevOpsRest =
  (http: AzureDevOpsHttp): DevOpsRest =>
  async ({ method, path, query, headers, body, apiVersion, expected = [] }) => {
    const { organization, below } = split(path);
    const answer = await http<Uint8Array>({
      organization,
      method,
      path: below,
      ...(query && { query }),
      ...(headers && { headers }),
      ...(apiVersion && { apiVersion }),
      ...(body !== undefined && { body }),
      answers: expected,
      purpose: `${VERBS[method]} ${areaOf(below)}`,
      raw: true,
    });
    if (/html/i.test(answer.headers.get('content-type') ?? '')) throw signInError(organization);
    return {
      status: answer.status,
      headers: answer.headers,
      text: answer.body ? new TextDecoder().decode(answer.body) : '',
      ...(answer.refusal && { refusal: answer.refusal }),
    };
  };

/** The answer's JSON as a schema wants it; `transient` where it is not. */
export const bodyAs = <T>(schema: z.ZodType<T>, { text }: Pick<DevOpsAnswer, 'text'>): T => {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new PortError('transient', 'Azure DevOps answered something else than was asked for.', { cause });
  }
};

/** `{ count, value: […] }` of lists. */
export const listOf = <T>(item: z.ZodType<T>) => z.object({ value: z.array(item) });
