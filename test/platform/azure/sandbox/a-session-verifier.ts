import type { TokenCredential } from '@azure/identity';

import {
  createSessionVerifier,
  type SessionVerifierOptions,
} from '../../../../platform/azure/sandbox/session-verifier.ts';
import type { Verifier } from '../../../../platform/ports.ts';

/** Tokens of the loopback: the audience, and a serial number. */
export const credential: TokenCredential = {
  getToken: async (scopes) => ({
    token: `${String(scopes).replace(/\/\.default$/, '')}|1`,
    expiresOnTimestamp: 4_102_444_800_000,
  }),
};

export const PROJECT = 'p-01970000-0000-7000-8000-000000000001';

export const aSessionVerifier = (endpoint: string, more: Partial<SessionVerifierOptions> = {}): Verifier =>
  createSessionVerifier({
    tenant: 'local',
    endpoint,
    credential,
    key: async () => 'a key of this test',
    ...more,
  });
