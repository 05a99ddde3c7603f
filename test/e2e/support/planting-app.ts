import { app } from '@azure/functions';

import { createActivities } from '../../../activities/create-activities.ts';
import { createWriteContracts } from '../../../activities/write-contracts.ts';
import { guard } from '../../../activities/lib/guard.ts';
import { stoppable } from '../../../activities/lib/stoppable.ts';
import { readDefinition } from '../../../factory/agents/vision/read-definition.ts';
import { blueprintSchema } from '../../../factory/domain/blueprint.ts';
import { knowledgeSeed } from '../../../factory/knowledge/knowledge-seed.ts';
import { withLocalVerifier } from '../../../factory/verification/local-verifier.ts';
import { registerFunctions } from '../../../functions/register-functions.ts';
import { registerActivities } from '../../../orchestrators/lib/durable.ts';
import { registerOrchestrations } from '../../../orchestrators/register-orchestrations.ts';
import { createEmbeddedPlatform } from '../../../platform/embedded/embedded-platform.ts';
import { localPeople } from '../../../platform/embedded/local-people.ts';
import { uuidV7 } from '../../../platform/uuid-v7.ts';
import { guardArtifacts } from '../../../platform/guarded-artifacts.ts';
import type { ArtifactStore } from '../../../platform/ports.ts';

/**
 * The factory with one thing wrong in it. `PLANTED_SECRET`: the architect's blueprint holds it in the service's description, so
 * that every generator writes it. `PLANTED_PATH`: The generator of the contracts writes a file under it.
 */
const { FACTORY_WORKSPACE: workspace = '', PLANTED_SECRET: secret, PLANTED_PATH: path } = process.env;

const platform = createEmbeddedPlatform({ workspace, knowledge: knowledgeSeed });
const ports = withLocalVerifier(platform);

const withSecret = (artifacts: ArtifactStore, value: string): ArtifactStore => ({
  ...artifacts,
  async read(projectId, name) {
    const text = await artifacts.read(projectId, name);
    if (name !== 'architecture/blueprint.json' || text === undefined) return text;
    const blueprint = blueprintSchema.parse(JSON.parse(text));
    const services = blueprint.services.map((service) => ({
      ...service,
      description: `${service.description} Call it with ${value}.`,
    }));
    return JSON.stringify({ ...blueprint, services });
  },
});

const withPath = (artifacts: ArtifactStore, leaving: string): ArtifactStore => ({
  ...artifacts,
  putAll: (projectId, stage, files) =>
    artifacts.putAll(projectId, stage, [...files, { path: leaving, content: 'planted\n' }]),
});

const activities = createActivities(
  secret === undefined ? ports : { ...ports, artifacts: withSecret(ports.artifacts, secret) },
);
registerActivities(
  path === undefined
    ? activities
    : {
        ...activities,
        writeContracts: guard(
          stoppable(
            ports,
            'writeContracts',
            createWriteContracts({ ...ports, artifacts: withPath(guardArtifacts(ports.artifacts), path) }),
          ),
        ),
      },
);
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
