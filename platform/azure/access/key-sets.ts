import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

import { PortError } from '../../port-error.ts';
import { limitedBytes } from '../http/limited-bytes.ts';

/** How long the keys of an issuer are used before they are read again. Milliseconds. */
const FRESH_MS = 3_600_000;
/** While the authority does not answer, keys go on being used for so long. Milliseconds. */
const STALE_MS = 86_400_000;
/** An unknown key id, or a failure, has them read again after this pause at the earliest. Milliseconds. */
const PAUSE_MS = 30_000;
const TIMEOUT_MS = 5_000;
const MAX_BYTES = 256 * 1024;

const configurationSchema = z.object({ issuer: z.string(), jwks_uri: z.url() });
const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

export type KeySetsOptions = {
  /** Whose OpenID configurations are read: `https://login.microsoftonline.com`. Without a slash at its end. */
  authority: string;
  now: () => number;
  timeoutMs?: number;
};

/** The issuer of the tokens of a directory. */
export const issuerOf = (authority: string, directory: string): string => `${authority}/${directory}/v2.0`;

const readJson = async (url: string, timeoutMs: number): Promise<unknown> => {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (response.status !== 200) throw new Error(`It answered ${response.status}.`);
  const bytes = await limitedBytes(response, MAX_BYTES);
  if (!bytes) throw new Error(`It answered more than ${MAX_BYTES} bytes.`);
  return JSON.parse(bytes.toString('utf8'));
};

/** The keys of a directory must be where its authority is: a configuration leads nowhere else. */
const readKeys = async (
  authority: string,
  directory: string,
  timeoutMs: number,
): Promise<JWTVerifyGetKey> => {
  const issuer = issuerOf(authority, directory);
  const configuration = configurationSchema.parse(
    await readJson(`${issuer}/.well-known/openid-configuration`, timeoutMs),
  );
  if (configuration.issuer !== issuer) throw new Error('Its configuration names another issuer.');
  if (new URL(configuration.jwks_uri).origin !== new URL(authority).origin)
    throw new Error('Its configuration names keys at another origin.');
  const { keys } = keySetSchema.parse(await readJson(configuration.jwks_uri, timeoutMs));
  return createLocalJWKSet({ keys });
};

const unreadable = (retryAfterMs: number, cause?: unknown): PortError =>
  new PortError('transient', 'The keys of the identity provider cannot be read.', {
    retryAfterMs,
    ...(cause === undefined ? {} : { cause }),
  });

type Held = { keys?: JWTVerifyGetKey; readAt: number; triedAt: number; reading?: Promise<void> };

/**
 * The signing keys of directories, read from their OpenID configuration and kept. `renew` reads them again where that was not
 * tried for a while, and answers whether it did. Throws `transient` where there are none and the authority does not give any.
 */
export const createKeySets = ({ authority, now, timeoutMs = TIMEOUT_MS }: KeySetsOptions) => {
  const held = new Map<string, Held>();
  const heldOf = (directory: string): Held => {
    const known = held.get(directory) ?? { readAt: -Infinity, triedAt: -Infinity };
    held.set(directory, known);
    return known;
  };

  const read = async (directory: string, entry: Held): Promise<void> => {
    entry.triedAt = now();
    try {
      entry.keys = await readKeys(authority, directory, timeoutMs);
      entry.readAt = now();
    } catch (error) {
      if (entry.keys !== undefined && now() - entry.readAt < STALE_MS) return;
      delete entry.keys;
      throw unreadable(PAUSE_MS, error);
    }
  };

  /** Those who ask at the same time wait for one reading. */
  const renew = async (directory: string): Promise<boolean> => {
    const entry = heldOf(directory);
    if (entry.reading === undefined && now() - entry.triedAt < PAUSE_MS) return false;
    entry.reading ??= read(directory, entry).finally(() => delete entry.reading);
    await entry.reading;
    return true;
  };

  return {
    renew,
    async keysOf(directory: string): Promise<JWTVerifyGetKey> {
      const entry = heldOf(directory);
      if (now() - entry.readAt >= FRESH_MS) await renew(directory);
      if (entry.keys !== undefined) return entry.keys;
      throw unreadable(Math.max(1_000, entry.triedAt + PAUSE_MS - now()));
    },
  };
};
export type KeySets = ReturnType<typeof createKeySets>;
