import type { AccessToken, TokenCredential } from '@azure/identity';

import { PortError } from '../../port-error.ts';
import { workSignal } from '../interruption.ts';
import { clientSpan } from '../telemetry/span.ts';
import { AUDIENCES } from './audiences.ts';
import { identityError } from './identity-error.ts';
import { createTokenCache } from './token-cache.ts';

export type IdentityOptions = {
  /** Client id of the user-assigned identity; the system-assigned one where absent. */
  clientId?: string | undefined;
  /** Whether a service principal of the environment may stand in where there is no managed identity: on a developer's machine. */
  allowEnvironment?: boolean | undefined;
  /** Milliseconds a token may take; 10,000 where absent. */
  timeoutMs?: number | undefined;
  now?: (() => number) | undefined;
};

/** The identity of the app. */
export type Identity = {
  /** A credential for exactly one audience: asked for another scope it throws `critical`. */
  credentialFor(scope: string): TokenCredential;
};

/** Waits for a promise as long as a signal lets it. What is waited for goes on: others may wait for it too. */
const within = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
  const ended = Promise.withResolvers<never>();
  const end = () => ended.reject(signal.reason);
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([work, ended.promise]);
  } finally {
    signal.removeEventListener('abort', end);
  }
};

const isExactly = (scopes: string | string[], scope: string): boolean =>
  Array.isArray(scopes) ? scopes.length === 1 && scopes[0] === scope : scopes === scope;

/**
 * A token as an SDK is told of it. Those that speak HTTP would renew one of their own where nobody waits for it, and a renewal
 * that fails there ends the process: they are told to ask each time. The one of Service Bus plans its renewals by the end.
 */
const lent = (scope: string, { token, expiresOnTimestamp }: AccessToken): AccessToken => ({
  token,
  expiresOnTimestamp: scope === AUDIENCES.serviceBus ? expiresOnTimestamp : 0,
});

/**
 * Tokens of the app: of its managed identity, cached by audience and renewed before they end. `@azure/identity` is loaded with
 * the first one. A credential throws `PortError`: `transient`, `invalid-configuration`, or `critical` for a scope that is not its own.
 */
export const createIdentity = (options: IdentityOptions = {}): Identity => {
  const { clientId, allowEnvironment = false, timeoutMs = 10_000, now } = options;
  let loaded: Promise<TokenCredential> | undefined;
  const load = async (): Promise<TokenCredential> => {
    const { sdkCredential } = await import('./sdk-credential.ts');
    return sdkCredential(clientId, allowEnvironment);
  };
  const fetchToken = (scope: string) =>
    clientSpan('get token', { 'peer.service': 'identity', 'factory.audience': scope }, async () => {
      try {
        loaded ??= load();
        const credential = await loaded;
        const token = await within(credential.getToken(scope), AbortSignal.timeout(timeoutMs));
        if (!token) throw new Error('There is no token.');
        return token;
      } catch (error) {
        throw identityError(error);
      }
    });

  const caches = new Map<string, () => Promise<AccessToken>>();
  const cacheOf = (scope: string): (() => Promise<AccessToken>) => {
    const cache = caches.get(scope) ?? createTokenCache(() => fetchToken(scope), now);
    caches.set(scope, cache);
    return cache;
  };

  return {
    credentialFor: (scope) => ({
      async getToken(scopes, { abortSignal } = {}) {
        if (!isExactly(scopes, scope))
          throw new PortError('critical', `A credential for ${scope} was asked for another audience.`);
        // What fetches it ends first.
        const signal = workSignal(timeoutMs + 1_000, abortSignal as AbortSignal | undefined);
        return lent(scope, await within(cacheOf(scope)(), signal));
      },
    }),
  };
};
