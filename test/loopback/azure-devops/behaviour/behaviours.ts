import type { Behaviours } from '../call.ts';
import { buildDefinitions } from './build-definitions.ts';
import { builds } from './builds.ts';
import { core } from './core.ts';
import { gitChanges } from './git-changes.ts';
import { gitItems } from './git-items.ts';
import { git } from './git.ts';
import { pipelineRuns } from './pipeline-runs.ts';
import { pullRequests } from './pull-requests.ts';
import { policies } from './policies.ts';
import { pushes } from './pushes.ts';
import { repositories } from './repositories.ts';
import { wikis } from './wiki.ts';
import { wit } from './wit.ts';

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
  ...wit,
  ...wikis,
  ...buildDefinitions,
  ...builds,
  ...pipelineRuns,
};
