import type { AccessToken } from '@azure/identity';

/** A token is renewed so long before its end, in milliseconds, or at half of a short life. */
const MARGIN_MS = 5 * 60_000;
/** A token that ends sooner is not handed out: the call it is for lasts too. */
const LEAST_MS = 10_000;
/** Where a renewal failed and the token still holds, the next one waits so long. */
const AGAIN_MS = 30_000;

type Held = { token: AccessToken; renewAt: number };

const held = (token: AccessToken, now: number): Held => {
  const life = token.expiresOnTimestamp - now;
  const renewAt = now + life - Math.min(MARGIN_MS, life / 2);
  return { token, renewAt: Math.min(renewAt, token.refreshAfterTimestamp ?? renewAt) };
};

/**
 * Keeps a token and renews it before it ends. Whoever asks while one is fetched waits for the same answer. A renewal that
 * fails is not told while the token at hand still holds.
 */
export const createTokenCache = (
  fetchToken: () => Promise<AccessToken>,
  now: () => number = Date.now,
): (() => Promise<AccessToken>) => {
  let current: Held | undefined;
  let pending: Promise<AccessToken> | undefined;

  const renew = async (): Promise<AccessToken> => {
    try {
      const token = await fetchToken();
      current = held(token, now());
      return token;
    } catch (error) {
      if (!current || current.token.expiresOnTimestamp - now() < LEAST_MS) throw error;
      current = { ...current, renewAt: now() + AGAIN_MS };
      return current.token;
    } finally {
      pending = undefined;
    }
  };

  return async () => {
    if (current && now() < current.renewAt) return current.token;
    pending ??= renew();
    return pending;
  };
};
