import type { TokenCredential } from '@azure/identity';

import type { Identity } from './state.ts';

/** The audience of Azure DevOps, as a scope. */
export const SCOPE = '499b84ac-1321-427f-aa17-267ca6975798/.default';

export const factoryIdentity: Identity = {
  id: '2f3b5ac1-7d41-4d6c-9a0e-0e4f7a3a1c55',
  displayName: 'Software factory',
  uniqueName: 'factory@contoso.example',
};

/**
 * What a caller shows, and who that is: `Bearer …` and `Basic …` headers.
 *
 * @param acceptsToken whether a token that was issued elsewhere is good; it is the factory's then
 */
export const createAccess = (acceptsToken: (token: string) => boolean = () => false) => {
  const known = new Map<string, Identity>();
  let issued = 0;
  return {
    /** Gives a token of the service's audience; of another one: a token that the service does not know. */
    credential: (identity: Identity = factoryIdentity): TokenCredential => ({
      async getToken(scopes) {
        const token = `token-${(issued += 1)}`;
        if ([scopes].flat().join(' ') === SCOPE) known.set(`Bearer ${token}`, identity);
        return { token, expiresOnTimestamp: Date.now() + 3_600_000 };
      },
    }),
    /** Makes a personal access token. */
    pat(identity: Identity = factoryIdentity): string {
      const token = `pat-${(issued += 1)}`;
      known.set(`Basic ${Buffer.from(`:${token}`).toString('base64')}`, identity);
      return token;
    },
    /** Every token so far becomes invalid. */
    revokeAll: (): void => known.clear(),
    identify(authorization = ''): Identity | undefined {
      const token = /^Bearer (.+)$/.exec(authorization)?.[1];
      const isIssued = token !== undefined && acceptsToken(token);
      return known.get(authorization) ?? (isIssued ? factoryIdentity : undefined);
    },
  };
};

/** What the service shows to who is not signed in, whatever was asked for. */
export const signInPage =
  '<!DOCTYPE html><html lang="en"><head><title>Azure DevOps Services | Sign In</title></head><body><form action="/_signin"></form></body></html>';
