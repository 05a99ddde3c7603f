import { createHash } from 'node:crypto';

/** The branch that proposes the commit of a key; what a person calls a branch is not taken. */
export const sourceBranchOf = (key: string): string =>
  `factory/${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
