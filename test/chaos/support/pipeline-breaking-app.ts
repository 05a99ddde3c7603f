import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { app } from '@azure/functions';

import { createActivities } from '../../../activities/create-activities.ts';
import { readDefinition } from '../../../factory/agents/vision/read-definition.ts';
import { servicePrefix } from '../../../factory/domain/artifact.ts';
import { knowledgeSeed } from '../../../factory/knowledge/knowledge-seed.ts';
import { withLocalVerifier } from '../../../factory/verification/local-verifier.ts';
import { registerFunctions } from '../../../functions/register-functions.ts';
import { registerActivities } from '../../../orchestrators/lib/durable.ts';
import { registerOrchestrations } from '../../../orchestrators/register-orchestrations.ts';
import { createEmbeddedPlatform } from '../../../platform/embedded/embedded-platform.ts';
import { localPeople } from '../../../platform/embedded/local-people.ts';
import { uuidV7 } from '../../../platform/uuid-v7.ts';

/**
 * The factory with somebody who breaks a delivery file after it was verified, just before it is committed: as often as the
 * file `breaks` of the workspace says, each time in another place.
 */
const { FACTORY_WORKSPACE: workspace = '' } = process.env;

const platform = createEmbeddedPlatform({ workspace, knowledge: knowledgeSeed });
const ports = withLocalVerifier(platform);
const activities = createActivities(ports);

const PLACES: readonly [path: string, right: string, wrong: string][] = [
  ['pipelines/stages/build.yml', 'node --run typecheck', 'node --run typechek'],
  ['pipelines/stages/test.yml', 'template: ../steps/setup.yml', 'template: ../steps/stup.yml'],
  ['pipelines/stages/build.yml', 'node --run lint', 'node --run lnit'],
  ['pipelines/stages/test.yml', '    jobs:\n', '     jobs:\n'],
];

const breaksLeft = (): number => {
  const file = join(workspace, 'breaks');
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
};

const breakOne = async (projectId: string, service: string): Promise<void> => {
  const left = breaksLeft();
  const [name = '', right = '', wrong = ''] = PLACES[left % PLACES.length] ?? [];
  if (left === 0) return;
  const path = servicePrefix(service) + name;
  const text = (await ports.artifacts.read(projectId, path)) ?? '';
  if (!text.includes(right)) throw new Error(`${path} has no ${right}`);
  await ports.artifacts.putAll(projectId, 'devops', [{ path, content: text.replace(right, wrong) }]);
  writeFileSync(join(workspace, 'breaks'), String(left - 1));
};

registerActivities({
  ...activities,
  commitService: async (input: Parameters<typeof activities.commitService>[0]) => {
    await breakOne(input.projectId, input.service);
    return activities.commitService(input);
  },
});
registerOrchestrations();
registerFunctions({ tenant: 'local', authenticate: 'anybody' }, () => ({
  ports,
  people: localPeople(),
  readDefinition,
  newProjectId: () => `p-${uuidV7(ports.clock.now())}`,
  workspace,
  version: '0.0.0',
  page: async () => new Map(),
}));
app.hook.appTerminate(() => platform.stop());
