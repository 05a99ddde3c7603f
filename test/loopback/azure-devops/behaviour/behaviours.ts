import type { Behaviours } from '../call.ts';
import { core } from './core.ts';
import { gitChanges } from './git-changes.ts';
import { gitItems } from './git-items.ts';
import { git } from './git.ts';
import { pullRequests } from './pull-requests.ts';
import { policies } from './policies.ts';
import { pushes } from './pushes.ts';
import { repositories } from './repositories.ts';

/** What every operation of the contract does, by area. */
export const behaviours: Behaviours = {
  ...core,
  ...repositories,
  ...pushes,
  ...git,
  ...gitItems,
  ...gitChanges,
  ...pullRequests,
  ...policies,
};
