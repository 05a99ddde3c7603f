import { z } from 'zod';

import { sendersTextSchema } from './factory/domain/sender.ts';
import { LOCAL_TENANT, tenantKeySchema } from './factory/domain/tenant.ts';
import { accessSettings } from './settings.access.ts';
import { missingForModel, modelSettings } from './settings.model.ts';
import { address, numberText, secretName } from './settings.values.ts';

/** Every setting of the app on Azure, by the name of its application setting; docs/reference/configuration.md is made from it. */
export const azureSettingsSchema = z
  .object({
    FACTORY_TENANT: tenantKeySchema
      .default(LOCAL_TENANT)
      .describe("Key of the factory's own tenant: of the default sender, and of what no other tenant's is."),
    ...accessSettings,
    FACTORY_SENDERS: sendersTextSchema
      .optional()
      .describe(
        'Other systems that send messages: a JSON array of senders, as the reference of the messages has them. Else one of the own tenant.',
      ),
    AZURE_CLIENT_ID: z
      .string()
      .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, { error: 'must be a UUID' })
      .optional()
      .describe('Client id of the user-assigned managed identity. Else the system-assigned one.'),
    FACTORY_ALLOW_ENVIRONMENT_CREDENTIAL: z
      .enum(['true', 'false'])
      .default('false')
      .describe(
        '`true` lets a service principal of the environment (`AZURE_TENANT_ID`, `AZURE_CLIENT_SECRET`, …) stand in where there is no managed identity: for development only.',
      ),
    COSMOS_ENDPOINT: address.describe('Cosmos DB account: projects, artifacts, actions, events, reviews.'),
    COSMOS_DATABASE: z.string().min(1).default('factory').describe('Its database.'),
    BLOB_ENDPOINT: address.describe('Storage account of artifacts that are too large for a document.'),
    BLOB_CONTAINER: z.string().min(3).default('artifacts').describe('Its container.'),
    KEY_VAULT_ENDPOINT: address.describe('Key Vault of the secrets that other settings name.'),
    SANDBOX_ENDPOINT: address.describe(
      'Pool management endpoint of the session pool that builds and tests services.',
    ),
    SANDBOX_KEY_SECRET: secretName
      .default('sandbox-key')
      .describe('Secret from which sessions get their names and verdicts their keys; any long text.'),
    ServiceBus__fullyQualifiedNamespace: z
      .string()
      .regex(/^[\w.-]+$/)
      .optional()
      .describe('Service Bus namespace: events, requests and replies, with the identity of the app.'),
    ServiceBus: z
      .string()
      .min(1)
      .optional()
      .describe('Connection string of an emulator, in the place of a namespace.'),
    AZURE_DEVOPS_ENDPOINT: address
      .default('https://dev.azure.com')
      .describe('Azure DevOps, where the organisations of the customers are.'),
    AZURE_DEVOPS_TOKEN_SECRET: secretName
      .optional()
      .describe(
        'Secret with a personal access token, where the identity of the factory is not a user of the organisation.',
      ),
    AZURE_DEVOPS_ORGANIZATIONS: z
      .string()
      .regex(/^[\w.-]+(?:,[\w.-]+)*$/, { error: 'must be names with commas between them' })
      .optional()
      .describe(
        'Organisations of the tenant, with commas between them; a call of any other is refused. Else all that the identity may see.',
      ),
    AZURE_DEVOPS_HOOK_SECRET_PREFIX: z
      .string()
      .regex(/^[0-9A-Za-z-]{1,60}$/, { error: 'must be the beginning of the name of a secret' })
      .optional()
      .describe(
        'Service hooks are taken of `AZURE_DEVOPS_ORGANIZATIONS`: the secret of each is this, a hyphen and its name in lower case. Without it, none are.',
      ),
    PIPELINE_LOOK_SECONDS: z.coerce
      .number()
      .positive()
      .max(60)
      .meta({ unit: 's' })
      .default(5)
      .describe('How often a pipeline run is looked at.'),
    ...modelSettings,
    APPLICATIONINSIGHTS_CONNECTION_STRING: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Application Insights that traces, metrics and logs go to; without it, there is no telemetry.',
      ),
    FACTORY_TELEMETRY_SAMPLING: numberText(
      z.number({ error: 'must be a share from 0 to 1' }).min(0).max(1).meta({ unit: 'share' }).default(1),
    ).describe('Share of the projects that are traced, each as a whole or not at all.'),
  })
  .refine((settings) => settings.ServiceBus ?? settings.ServiceBus__fullyQualifiedNamespace, {
    path: ['ServiceBus__fullyQualifiedNamespace'],
    error: 'is required',
    // Told together with what else is missing.
    when: () => true,
  })
  .superRefine((settings, context) => {
    if (settings.ACCESS_TENANTS !== undefined && settings.ACCESS_AUDIENCE === undefined)
      context.addIssue({
        code: 'custom',
        path: ['ACCESS_AUDIENCE'],
        message: 'is required with ACCESS_TENANTS',
      });
    for (const { name, message } of missingForModel(settings))
      context.addIssue({ code: 'custom', path: [name], message });
  });
export type AzureSettings = z.infer<typeof azureSettingsSchema>;
