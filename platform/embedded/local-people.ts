import { userInfo } from 'node:os';

import type { Person } from '../../factory/domain/review.ts';
import { ROLES } from '../../factory/domain/role.ts';

/** A user without an entry in the system's list, as in some containers, has no name; reading it throws. */
const nameFrom = (read: () => string): string => {
  try {
    return read() || 'local';
  } catch {
    return 'local';
  }
};

/** The person at this machine: the only one there is, who holds every role and may accept what they submitted. */
export const localPeople = (
  userName: () => string = () => userInfo().username,
): { personOf: () => Person; submitterMayAccept: boolean } => {
  const person: Person = { name: nameFrom(userName), roles: ROLES };
  return { personOf: () => person, submitterMayAccept: true };
};
