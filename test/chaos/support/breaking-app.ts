import { fileURLToPath } from 'node:url';

import { app } from '@azure/functions';

import { createActivities } from '../../../activities/create-activities.ts';
import { readDefinition } from '../../../factory/agents/vision/read-definition.ts';
import { servicePrefix } from '../../../factory/domain/artifact.ts';
import { knowledgeSeed } from '../../../factory/knowledge/knowledge-seed.ts';
import { withLocalVerifier } from '../../../factory/verification/local-verifier.ts';
import { pageFiles } from '../../../functions/page/page-files.ts';
import { registerFunctions } from '../../../functions/register-functions.ts';
import { registerActivities } from '../../../orchestrators/lib/durable.ts';
import { registerOrchestrations } from '../../../orchestrators/register-orchestrations.ts';
import { createEmbeddedPlatform } from '../../../platform/embedded/embedded-platform.ts';
import { localPeople } from '../../../platform/embedded/local-people.ts';
import { folderFrom } from '../../../platform/embedded/page/folder-from.ts';
import { uuidV7 } from '../../../platform/uuid-v7.ts';

/**
 * The factory with somebody who breaks another file of a service before each of its verifications, as often as `BREAKS` says
 * over the life of the project: a finding that changes every round.
 */
const { FACTORY_WORKSPACE: workspace = '', BREAKS = '0' } = process.env;

const platform = createEmbeddedPlatform({ workspace, knowledge: knowledgeSeed });
const ports = withLocalVerifier(platform);
const activities = createActivities(ports);

const breakOne = async (projectId: string, service: string): Promise<void> => {
  const verified = (await ports.actions.list(projectId)).filter(
    (one) => one.action === 'verify the service' && one.service === service,
  ).length;
  if (verified >= Number(BREAKS)) return;
  const prefix = `${servicePrefix(service)}src/`;
  const sources = (await ports.artifacts.list(projectId, prefix)).filter(({ path }) => path.endsWith('.ts'));
  const path = sources[verified % sources.length]?.path ?? '';
  const text = await ports.artifacts.read(projectId, path);
  const content = `${text ?? ''}\nexport const broken${verified}: number = 'not a number';\n`;
  await ports.artifacts.putAll(projectId, 'engineering', [{ path, content }]);
};

registerActivities({
  ...activities,
  verifyService: async (input: Parameters<typeof activities.verifyService>[0]) => {
    await breakOne(input.projectId, input.service);
    return activities.verifyService(input);
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
  page: pageFiles(() => folderFrom(fileURLToPath(new URL('../../../scripts/portal.ts', import.meta.url)))),
}));
app.hook.appTerminate(() => platform.stop());
