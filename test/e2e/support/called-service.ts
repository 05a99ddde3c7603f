import { expect } from 'vitest';

import { developmentTokens, type Caller } from '../../../factory/verification/development-tokens.ts';

export type Resource = Record<string, unknown> & { id: string };

/** Who calls where a test does not say it. */
const somebody: Caller = { name: 'somebody', roles: [] };

export type Answer = { status: number; body: Resource; etag: string };

/** Calls a running service as a client would, with what time it is when that matters, as somebody unless it says otherwise. */
export type CalledService = {
  endpoint: string;
  /** Headers by which somebody proves who calls. */
  proof(): Promise<Record<string, string>>;
  call(
    method: string,
    path: string,
    options?: { body?: object; at?: string; headers?: Record<string, string>; as?: Caller },
  ): Promise<Answer>;
  /** Creates and expects it to be done. */
  create(path: string, body: object, at?: string): Promise<Resource>;
};

export const calledService = (endpoint: string): CalledService => {
  const bearer = developmentTokens();
  const call: CalledService['call'] = async (method, path, { body, at, headers, as = somebody } = {}) => {
    const response = await fetch(`${endpoint}${path}`, {
      method,
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(at ? { 'x-development-now': at } : {}),
        ...(await bearer(endpoint, as)),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? {} : JSON.parse(text)) as Resource,
      etag: response.headers.get('etag') ?? '',
    };
  };
  return {
    endpoint,
    proof: async () => (await bearer(endpoint, somebody)) ?? {},
    call,
    create: async (path, body, at) => {
      const answer = await call('POST', path, { body, ...(at ? { at } : {}) });
      expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 201 });
      return answer.body;
    },
  };
};

/** A refusal by a rule: 409 and the rule's name. */
export const refusedBy = (rule: string) => ({
  status: 409,
  body: { type: 'urn:problem:rule-violated', rule },
});
