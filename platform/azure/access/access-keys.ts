import { createHash, timingSafeEqual } from 'node:crypto';

import type { AccessKey } from '../../../factory/domain/access-settings.ts';
import type { Caller } from '../../../factory/domain/caller.ts';
import { reviewRoles } from '../../../factory/domain/role.ts';

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

const isGood = ({ expires }: AccessKey, now: Date): boolean =>
  expires === undefined || now.getTime() < Date.parse(expires);

const callerOf = ({ name, tenant, roles }: AccessKey): Caller => ({
  tenant,
  roles,
  person: { id: `key:${tenant}/${name}`, name: `key ${name}`, roles: reviewRoles(roles) },
});

/**
 * The holder of an access key; `undefined` for a key that is unknown or has expired. Every entry is compared, each in constant time: how long
 * it takes says nothing of which one is near.
 */
export const holderOf = (keys: readonly AccessKey[], shown: string, now: Date): Caller | undefined => {
  const hash = sha256(shown);
  const found = keys.filter(
    (key) => timingSafeEqual(Buffer.from(key.sha256, 'hex'), hash) && isGood(key, now),
  );
  return found[0] && callerOf(found[0]);
};
