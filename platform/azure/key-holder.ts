import type { Person } from '../../factory/domain/review.ts';
import { ROLES } from '../../factory/domain/role.ts';

/** Whoever has a key of the function app: the key says nothing of the person, so a submitter may not accept. */
export const keyHolder = (): { personOf: () => Person; submitterMayAccept: boolean } => ({
  personOf: () => ({ name: 'holder of the function key', roles: ROLES }),
  submitterMayAccept: false,
});
