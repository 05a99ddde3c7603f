import type { AccessKey, Directory } from '../../../factory/domain/access-settings.ts';
import type { Authenticate, Unauthenticated } from '../../../factory/domain/caller.ts';
import { holderOf } from './access-keys.ts';
import { createKeySets } from './key-sets.ts';
import { createTokenVerifier } from './verify-token.ts';

export type AccessOptions = {
  /** `https://login.microsoftonline.com`, without a slash at its end. */
  authority: string;
  /** Absent: no token is good. */
  audience?: string | undefined;
  scope: string;
  directories?: readonly Directory[] | undefined;
  keys?: readonly AccessKey[] | undefined;
  now?: () => number;
};

const refuse = (why: string, error?: Unauthenticated['error']) => ({
  refused: error === undefined ? { why } : { error, why },
});

/** Who calls, by a token of Entra ID or by an access key. Whoever shows neither, or both, is nobody. */
export const createAuthenticate = (options: AccessOptions): Authenticate => {
  const { authority, audience, scope, directories = [], keys = [], now = Date.now } = options;
  const keySets = createKeySets({ authority, now });
  const verify =
    audience === undefined
      ? undefined
      : createTokenVerifier({ authority, audience, scope, directories, keySets, now });

  return async ({ authorization, key }) => {
    if (authorization !== undefined && key !== undefined)
      return refuse('Show a token or an access key, not both.', 'invalid_request');
    if (key !== undefined) {
      const caller = holderOf(keys, key, new Date(now()));
      return caller ? { caller } : refuse('The access key is not known, or has expired.', 'invalid_token');
    }
    if (authorization === undefined) return refuse('Show a token or an access key.');
    const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization) ?? [];
    if (token === undefined) return refuse('Authorization must be a bearer token.', 'invalid_request');
    return verify ? verify(token) : refuse('No token is good here, only access keys.', 'invalid_token');
  };
};
