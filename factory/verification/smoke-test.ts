import { isDeepStrictEqual } from 'node:util';

import { z } from 'zod';

import { developmentTokens } from './development-tokens.ts';

/** One call of the running service. `detail` says what it answered, or what it should have. */
export type Probe = { probe: string; ok: boolean; detail: string };

const operationSchema = z.looseObject({
  operationId: z.string(),
  requestBody: z.unknown().optional(),
  responses: z.record(z.string(), z.unknown()),
});
const contractSchema = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) });

/** Most milliseconds that an answer may take. */
const TIMEOUT = 5_000;

/** A well-formed id that no service ever gave out. */
const UNKNOWN_ID = '00000000-0000-7000-8000-000000000000';

/** `expected` names the statuses of an answer that leaves everything as it is; `by`: who calls, in words. */
type Call = {
  method: string;
  path: string;
  by?: string;
  headers?: Record<string, string>;
  body?: string;
  expected: readonly number[];
};

const send = async (endpoint: string, call: Call): Promise<Probe> => {
  const { method, path, by, headers = {}, body, expected } = call;
  const probe = `${method} ${path}${by ? ` (${by})` : ''}`;
  try {
    const response = await fetch(endpoint + path, {
      method,
      signal: AbortSignal.timeout(TIMEOUT),
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body }),
    });
    await response.arrayBuffer();
    const ok = expected.includes(response.status);
    const detail = `answered ${response.status}`;
    return { probe, ok, detail: ok ? detail : `${detail}, not ${expected.join(' or ')}` };
  } catch (error) {
    return {
      probe,
      ok: false,
      detail: `no answer: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
};

const published = async (endpoint: string, contract: unknown): Promise<Probe> => {
  const probe = 'GET /openapi.json';
  try {
    const response = await fetch(`${endpoint}/openapi.json`, { signal: AbortSignal.timeout(TIMEOUT) });
    const ok = isDeepStrictEqual(await response.json(), contract);
    return {
      probe,
      ok,
      detail: ok ? 'serves the committed contract' : 'serves another contract than the committed one',
    };
  } catch (error) {
    return {
      probe,
      ok: false,
      detail: `no answer: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
};

/**
 * The call of an operation that leaves the service's data as it is: a read, or a write that must be refused. Somebody calls
 * who has no role: an operation that is not for everybody may say so first.
 */
const harmlessCall = (method: string, template: string, operation: z.infer<typeof operationSchema>): Call => {
  const path = template.replaceAll(/\{[^}]+\}/g, UNKNOWN_ID);
  const isOfOne = path !== template;
  const refusals = '403' in operation.responses ? [403] : [];
  if (method === 'GET') return { method, path, expected: [isOfOne ? 404 : 200, ...refusals] };
  if (operation.requestBody === undefined) return { method, path, expected: [404, ...refusals] };
  return { method, path, body: '{"unknownField":true}', expected: [400, ...refusals] };
};

/**
 * Calls every operation of a running service over HTTP without changing its data: whoever does not say who they are is refused,
 * reads answer, writes that break the contract are refused, and the served contract is the committed one. Where the service
 * issues no tokens to whoever asks, nobody calls.
 */
export const smokeTest = async (endpoint: string, contract: unknown): Promise<Probe[]> => {
  const { paths } = contractSchema.parse(contract);
  const proof = await developmentTokens()(endpoint, { name: 'smoke-test', roles: [] });
  const calls = Object.entries(paths).flatMap(([template, item]) =>
    Object.entries(item).map(([method, operation]) =>
      harmlessCall(method.toUpperCase(), template, operation),
    ),
  );
  const health = { method: 'GET', path: '/health/ready', expected: [200] };
  const own = calls.filter(({ path }) => !path.startsWith('/health/') && path !== '/openapi.json');
  return Promise.all([
    send(endpoint, health),
    published(endpoint, contract),
    ...own.flatMap((call) => [
      send(endpoint, { ...call, by: 'nobody', expected: [401] }),
      ...(proof ? [send(endpoint, { ...call, headers: proof })] : []),
    ]),
  ]);
};
