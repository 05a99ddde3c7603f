import { createHash, timingSafeEqual } from 'node:crypto';

import type { HttpRequest } from '@azure/functions';

/** The secret of an organisation's hooks; `undefined` for one that has none. */
export type HookSecret = (organization: string) => Promise<string | undefined>;

/** What a made-up secret is compared with where there is none: an answer takes as long. */
const NOBODY = 'no organisation';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const basicIn = (request: HttpRequest): { user: string; password: string } | undefined => {
  const [, encoded] =
    /^Basic ([A-Za-z0-9+/=]{1,4096})$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
};

/**
 * The organisation whose hook calls: it names itself as the user of basic authentication, and its secret as the password.
 * `undefined` where it does not.
 */
export const authenticateHook = async (
  request: HttpRequest,
  secretOf: HookSecret | undefined,
): Promise<string | undefined> => {
  const given = basicIn(request);
  if (!given || !secretOf || !/^[\w.-]{1,64}$/.test(given.user)) return undefined;
  const organization = given.user.toLowerCase();
  const secret = await secretOf(organization);
  const isEqual = timingSafeEqual(digest(given.password), digest(secret ?? NOBODY));
  return isEqual && secret !== undefined && secret !== '' ? organization : undefined;
};
