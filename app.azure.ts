import { fileURLToPath } from 'node:url';

import { app } from '@azure/functions';
import { z } from 'zod';

import { defaultSenders } from './factory/domain/sender.ts';
import { perTenant } from './factory/domain/tenant.ts';
import { knowledgeSeed } from './factory/knowledge/knowledge-seed.ts';
import { FACTORY_VERSION } from './factory/version.ts';
import { pageFiles } from './functions/page/page-files.ts';
import { createAuthenticate } from './platform/azure/access/authenticate.ts';
import { createAzurePlatform } from './platform/azure/azure-platform.ts';
import { AUDIENCES, cosmosAudience } from './platform/azure/identity/audiences.ts';
import { createIdentity } from './platform/azure/identity/identity.ts';
import { createSecrets } from './platform/azure/key-vault/secrets.ts';
import { configuredEmbeddings, configuredModel } from './platform/azure/model/configured-model.ts';
import { observeReviews } from './platform/azure/telemetry/observe-reviews.ts';
import { registerTelemetry } from './platform/azure/telemetry/register-telemetry.ts';
import { registerApp } from './register-app.ts';
import { azureSettingsSchema } from './settings.azure.ts';

/** The composition root on Azure: reads the settings and makes the platform. */
const parsed = azureSettingsSchema.safeParse(process.env);
if (!parsed.success) throw new Error(`The settings of the app are wrong.\n${z.prettifyError(parsed.error)}`);
const settings = parsed.data;

const { credentialFor } = createIdentity({
  clientId: settings.AZURE_CLIENT_ID,
  allowEnvironment: settings.FACTORY_ALLOW_ENVIRONMENT_CREDENTIAL === 'true',
});
const secrets = createSecrets({
  vaultUrl: settings.KEY_VAULT_ENDPOINT,
  credential: credentialFor(AUDIENCES.keyVault),
});
const senders = settings.FACTORY_SENDERS ?? defaultSenders(settings.FACTORY_TENANT);
const { AZURE_DEVOPS_TOKEN_SECRET: patName, AZURE_DEVOPS_ORGANIZATIONS: organizations } = settings;

const model = {
  kind: settings.FACTORY_MODEL,
  endpoint: settings.MODEL_ENDPOINT,
  deployment: settings.MODEL_DEPLOYMENT,
  family: settings.MODEL_FAMILY,
  apiVersion: settings.MODEL_API_VERSION,
  effort: settings.MODEL_EFFORT,
  maxOutputTokens: settings.MODEL_MAX_OUTPUT_TOKENS,
  price: { inputUsd: settings.MODEL_INPUT_PRICE, outputUsd: settings.MODEL_OUTPUT_PRICE },
  fallbackDeployment: settings.MODEL_FALLBACK_DEPLOYMENT,
  fallbackFamily: settings.MODEL_FALLBACK_FAMILY,
  embeddingDeployment: settings.EMBEDDING_DEPLOYMENT,
  credential: credentialFor(AUDIENCES.models),
  key: secrets.named(settings.MODEL_KEY_SECRET ?? ''),
};

const platform = createAzurePlatform({
  ownTenant: settings.FACTORY_TENANT,
  senders,
  cosmos: {
    endpoint: settings.COSMOS_ENDPOINT,
    database: settings.COSMOS_DATABASE,
    credential: credentialFor(cosmosAudience(settings.COSMOS_ENDPOINT)),
  },
  blob: {
    endpoint: settings.BLOB_ENDPOINT,
    container: settings.BLOB_CONTAINER,
    credential: credentialFor(AUDIENCES.blobStorage),
  },
  serviceBus:
    settings.ServiceBus === undefined
      ? {
          fullyQualifiedNamespace: settings.ServiceBus__fullyQualifiedNamespace ?? '',
          credential: credentialFor(AUDIENCES.serviceBus),
        }
      : { connectionString: settings.ServiceBus },
  azureDevOps: {
    url: settings.AZURE_DEVOPS_ENDPOINT.replace(/\/$/, ''),
    lookMs: settings.PIPELINE_LOOK_SECONDS * 1_000,
    access:
      patName === undefined
        ? { credential: credentialFor(AUDIENCES.azureDevOps) }
        : { pat: secrets.named(patName) },
    ...(organizations === undefined ? {} : { organizations: organizations.split(',') }),
  },
  sandbox: {
    endpoint: settings.SANDBOX_ENDPOINT.replace(/\/$/, ''),
    credential: credentialFor(AUDIENCES.dynamicSessions),
    key: () => secrets.get(settings.SANDBOX_KEY_SECRET),
  },
  model: configuredModel(model),
  embed: configuredEmbeddings(model),
  knowledge: knowledgeSeed,
});
const portsOf = perTenant(platform.portsOf);
const tenants = [
  ...new Set(
    [...senders, ...(settings.ACCESS_TENANTS ?? []), ...(settings.ACCESS_KEYS ?? [])].map(
      ({ tenant }) => tenant,
    ),
  ).add(settings.FACTORY_TENANT),
];

if (settings.APPLICATIONINSIGHTS_CONNECTION_STRING !== undefined)
  registerTelemetry(app, {
    connectionString: settings.APPLICATIONINSIGHTS_CONNECTION_STRING,
    credential: credentialFor(AUDIENCES.telemetry),
    version: FACTORY_VERSION,
    samplingRatio: settings.FACTORY_TELEMETRY_SAMPLING,
    onStarted: () =>
      observeReviews(() => tenants.map((tenant) => ({ tenant, reviews: portsOf(tenant).reviews }))),
  });

const hookPrefix = settings.AZURE_DEVOPS_HOOK_SECRET_PREFIX;
const hooking = new Set(organizations?.toLowerCase().split(','));

registerApp({
  access: {
    tenant: settings.FACTORY_TENANT,
    authenticate: createAuthenticate({
      authority: settings.ACCESS_AUTHORITY.replace(/\/$/, ''),
      audience: settings.ACCESS_AUDIENCE,
      scope: settings.ACCESS_SCOPE,
      directories: settings.ACCESS_TENANTS,
      keys: settings.ACCESS_KEYS,
    }),
    limits: {
      requestsPerMinute: settings.LIMIT_REQUESTS_PER_MINUTE,
      eventStreams: settings.LIMIT_EVENT_STREAMS,
      bodyBytes: settings.LIMIT_BODY_BYTES,
    },
  },
  portsOf,
  senders,
  workspace: settings.COSMOS_ENDPOINT,
  hookSecret:
    hookPrefix === undefined
      ? undefined
      : async (organization) =>
          hooking.has(organization) ? secrets.get(`${hookPrefix}-${organization}`) : undefined,
  page: pageFiles(() => fileURLToPath(new URL('./portal', import.meta.url))),
});

app.hook.appTerminate(() => platform.stop());
