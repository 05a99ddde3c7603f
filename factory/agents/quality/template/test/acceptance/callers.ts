import { call, expectStatus } from './client.ts';
import type { ServiceProcess } from './service-process.ts';

/** Who calls. */
export type Caller = { name: string; roles: readonly string[] };

/** Who calls where a scenario does not say it: somebody. */
export const SOMEBODY: Caller = { name: 'somebody', roles: [] };

/** Headers of callers, at the address where they are good. */
type Known = { url: string; headers: Map<string, Promise<Record<string, string>>> };

const known = new WeakMap<ServiceProcess, Known>();

const headersAt = (service: ServiceProcess): Known['headers'] => {
  const url = service.url();
  const found = known.get(service);
  if (found?.url === url) return found.headers;
  const headers: Known['headers'] = new Map();
  known.set(service, { url, headers });
  return headers;
};

/** The service has other data now, and believes other tokens. */
export const forgetCallers = (service: ServiceProcess): void => void known.delete(service);

const asked = async (service: ServiceProcess, { name, roles }: Caller): Promise<Record<string, string>> => {
  const options = { method: 'POST', body: { name, roles } };
  const answer = await call(service.url(), '/development/tokens', options);
  expectStatus(answer, 200);
  return { Authorization: `Bearer ${String(answer.body['token'])}` };
};

/** The headers by which a caller proves itself: a token that the service issues in development mode. Nobody has none. */
export const proofOf = async (
  service: ServiceProcess,
  caller: Caller | undefined,
): Promise<Record<string, string>> => {
  if (!caller) return {};
  const headers = headersAt(service);
  const key = JSON.stringify([caller.name, caller.roles]);
  const proof = headers.get(key) ?? asked(service, caller);
  headers.set(key, proof);
  return proof;
};
