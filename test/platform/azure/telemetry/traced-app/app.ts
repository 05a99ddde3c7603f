import { app, type HttpRequest, type InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';

import { AUDIENCES } from '../../../../../platform/azure/identity/audiences.ts';
import { createIdentity } from '../../../../../platform/azure/identity/identity.ts';
import { createSecrets } from '../../../../../platform/azure/key-vault/secrets.ts';
import { modelSpan } from '../../../../../platform/azure/telemetry/model-span.ts';
import { nameProject } from '../../../../../platform/azure/telemetry/name-project.ts';
import { registerTelemetry } from '../../../../../platform/azure/telemetry/register-telemetry.ts';

/** A Functions app with one request, one orchestration and one activity, composed as the factory is on Azure. */
const { CLIENT_ID = '', CONNECTION_STRING = '', VAULT_URL = '', STORAGE_DIRECTORY } = process.env;

const identity = createIdentity({ clientId: CLIENT_ID });
const secrets = createSecrets({
  vaultUrl: VAULT_URL,
  credential: identity.credentialFor(AUDIENCES.keyVault),
});

registerTelemetry(app, {
  connectionString: CONNECTION_STRING,
  credential: identity.credentialFor(AUDIENCES.telemetry),
  version: '1.2.3',
  storageDirectory: STORAGE_DIRECTORY,
  stopMs: 1_500,
});

const client = df.input.durableClient();

app.http('create', {
  route: 'api/projects/{key}',
  methods: ['POST'],
  extraInputs: [client],
  handler: async (request: HttpRequest, context: InvocationContext) => {
    const { key: projectId = '' } = request.params;
    nameProject({ projectId, correlationId: 'c-1' });
    context.log(`made with ${await request.text()}`);
    await df
      .getClient(context)
      .startNew('factory', { instanceId: projectId, input: { projectId, correlationId: 'c-1' } });
    return { status: 202 };
  },
});

app.http('status', {
  route: 'status/{key}',
  extraInputs: [client],
  handler: async (request: HttpRequest, context: InvocationContext) => ({
    jsonBody: await df.getClient(context).getStatus(request.params['key'] ?? ''),
  }),
});

df.app.orchestration('factory', function* (context) {
  return (yield context.df.callActivity('plan', context.df.getInput())) as unknown;
});

df.app.activity('plan', {
  handler: async () => {
    const key = await secrets.get('model-key');
    return modelSpan({ operation: 'chat', provider: 'openai', model: 'gpt-5' }, async (note) => {
      note({ inputTokens: 10, outputTokens: 2, id: key });
      return { ok: true, value: key.length };
    });
  },
});
