import { app } from '@azure/functions';

import { createActivities } from '../../../activities/create-activities.ts';
import { readDefinition } from '../../../factory/agents/vision/read-definition.ts';
import { knowledgeSeed } from '../../../factory/knowledge/knowledge-seed.ts';
import { registerFunctions } from '../../../functions/register-functions.ts';
import { registerActivities } from '../../../orchestrators/lib/durable.ts';
import { registerOrchestrations } from '../../../orchestrators/register-orchestrations.ts';
import { createEmbeddedPlatform } from '../../../platform/embedded/embedded-platform.ts';
import { localPeople } from '../../../platform/embedded/local-people.ts';
import { uuidV7 } from '../../../platform/embedded/uuid-v7.ts';
import { givenRecording } from '../replay/recording.ts';
import { replayedPipelines, replayedSandbox } from '../replay/replayed-ports.ts';

const { FACTORY_WORKSPACE: workspace = '' } = process.env;

const platform = createEmbeddedPlatform({ workspace, knowledge: knowledgeSeed });
const ports = {
  ...platform.ports,
  sandbox: replayedSandbox(),
  pipelines: replayedPipelines(workspace, givenRecording()),
};
registerActivities(createActivities(ports));
registerOrchestrations();
registerFunctions({
  ports,
  people: localPeople(),
  readDefinition,
  newProjectId: () => `p-${uuidV7(ports.clock.now())}`,
  workspace,
  version: '0.0.0',
  page: async () => new Map(),
});
app.hook.appStart(async () => {
  await platform.start(true);
});
app.hook.appTerminate(() => platform.stop());
