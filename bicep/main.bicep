// The factory in one resource group: what its app stands on, who may do what, and what watches it.
targetScope = 'resourceGroup'

import { accessType, modelType, moreSettingsType, senderType, sizeType, tagsType } from 'types.bicep'

@description('The environment.')
@allowed(['dev', 'production'])
param environmentName string

param location string = resourceGroup().location

param size sizeType

@description('Key of the tenant whose everything is that comes over HTTP.')
param tenantKey string = 'local'

@description('Who may call over HTTP.')
param access accessType = {}

@description('Other systems that send messages; where there is none, one of the own tenant.')
param senders senderType[] = []

@description('What keeps the histories of orchestrations: Durable Task Scheduler, or tables and queues of the storage account.')
param durableBackend 'scheduler' | 'storage' = 'scheduler'

@description('Addresses that reach the scheduler, as CIDR. With private networking it is the app’s own address.')
@minLength(1)
param schedulerAllowlist string[] = ['0.0.0.0/0']

@description('Days for which histories of orchestrations that have ended are kept.')
param historyDays int = 30

@description('Image of the sandbox by digest. Before it is built, one that everybody can fetch.')
param sandboxImage string = 'mcr.microsoft.com/k8se/quickstart:latest'

@description('Deployments of Azure OpenAI. Where there is none, the built-in agents think.')
param models modelType[] = []

@description('Deployment that is asked, that which is asked in its place, and that which makes vectors; each is one of `models`.')
param modelRoles { chat: string?, fallback: string?, embedding: string? } = {}

@description('Family of the model, where the name of its deployment does not begin with it.')
param modelFamily string = ''

@description('An endpoint that speaks as OpenAI does, in the place of Azure OpenAI; `keySecret` names its key in the Key Vault.')
param compatibleModel { endpoint: string, model: string, keySecret: string }?

@description('Azure DevOps: organisations of the tenant, the secret with a token where the identity is no user of them, and how often a run is looked at.')
param azureDevOps { organizations: string[]?, tokenSecret: string?, endpoint: string?, lookSeconds: int? } = {}

@description('Settings that have a default.')
param moreSettings moreSettingsType = {}

@description('Whether services are reached over a network of our own only.')
param hasPrivateNetworking bool = false

@description('Days for which logs are kept, and GB of them per day.')
param logs { retentionDays: int, dailyQuotaGb: int }

@description('Who hears of alerts; empty when nobody does.')
param alertEmail string = ''

@description('What a month may cost, in the currency of the subscription, and the first day of the first month.')
param budget { amount: int, startDate: string }

@description('From which sessions get their names and verdicts their keys. Used once, when the vault has none.')
@secure()
param sandboxKey string = newGuid()

var isProduction = environmentName == 'production'
// Makes names unique in the world.
var suffix = uniqueString(resourceGroup().id, environmentName)
var tags tagsType = { application: 'factory', environment: environmentName }

var ownSender senderType = {
  name: 'default'
  tenant: tenantKey
  roles: []
  requests: 'factory-requests'
  control: 'factory-control'
  replies: 'factory-replies'
}

module identity 'modules/identity.bicep' = {
  params: { location: location, tags: tags, environmentName: environmentName }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    location: location
    tags: tags
    environmentName: environmentName
    principalId: identity.outputs.app.principalId
    retentionDays: logs.retentionDays
    dailyQuotaGb: logs.dailyQuotaGb
    alertEmail: alertEmail
  }
}

module network 'modules/network.bicep' = if (hasPrivateNetworking) {
  params: { location: location, tags: tags, environmentName: environmentName }
}

module hostStorage 'modules/host-storage.bicep' = {
  params: {
    name: 'sthost${suffix}'
    location: location
    tags: tags
    principalId: identity.outputs.app.principalId
    workspaceId: monitoring.outputs.workspaceId
    hasHistories: durableBackend == 'storage'
    isPrivate: hasPrivateNetworking
    privateAccess: network.?outputs.privateAccess
  }
}

module artifacts 'modules/artifacts.bicep' = {
  params: {
    name: 'stdata${suffix}'
    location: location
    tags: tags
    principalId: identity.outputs.app.principalId
    workspaceId: monitoring.outputs.workspaceId
    restoreDays: isProduction ? 30 : 7
    isPrivate: hasPrivateNetworking
    privateAccess: network.?outputs.privateAccess
  }
}

module scheduler 'modules/scheduler.bicep' = if (durableBackend == 'scheduler') {
  params: {
    name: 'dts-${suffix}'
    location: location
    tags: tags
    principalId: identity.outputs.app.principalId
    ipAllowlist: hasPrivateNetworking ? ['${network!.outputs.egressAddress}/32'] : schedulerAllowlist
    historyDays: historyDays
  }
}

module cosmos 'modules/cosmos.bicep' = {
  params: {
    name: 'cosmos-${suffix}'
    location: location
    tags: tags
    principalId: identity.outputs.app.principalId
    workspaceId: monitoring.outputs.workspaceId
    maxThroughput: size.cosmosThroughput
    backup: isProduction ? 'Continuous30Days' : 'Continuous7Days'
    isPrivate: hasPrivateNetworking
    privateAccess: network.?outputs.privateAccess
  }
}

module serviceBus 'modules/service-bus.bicep' = {
  params: {
    name: 'sb-${suffix}'
    location: location
    tags: tags
    principalId: identity.outputs.app.principalId
    workspaceId: monitoring.outputs.workspaceId
    senders: empty(senders) ? [ownSender] : senders
    units: size.serviceBusUnits
    isPrivate: hasPrivateNetworking
    privateAccess: network.?outputs.privateAccess
  }
}

module keyVault 'modules/key-vault.bicep' = {
  params: {
    name: 'kv-${suffix}'
    location: location
    tags: tags
    principalId: identity.outputs.app.principalId
    workspaceId: monitoring.outputs.workspaceId
    hasPurgeProtection: isProduction
    sandboxKey: sandboxKey
    isPrivate: hasPrivateNetworking
    privateAccess: network.?outputs.privateAccess
  }
}

module openAI 'modules/openai.bicep' = if (!empty(models)) {
  params: {
    name: 'oai-${suffix}'
    location: location
    tags: tags
    principalId: identity.outputs.app.principalId
    workspaceId: monitoring.outputs.workspaceId
    models: models
    isPrivate: hasPrivateNetworking
    privateAccess: network.?outputs.privateAccess
  }
}

module sandbox 'modules/sandbox.bicep' = {
  params: {
    registryName: 'cr${suffix}'
    location: location
    tags: tags
    environmentName: environmentName
    principalId: identity.outputs.app.principalId
    imagePull: identity.outputs.imagePull
    workspaceId: monitoring.outputs.workspaceId
    image: sandboxImage
    mostSessions: size.sessions.most
    readySessions: size.sessions.ready
  }
}

// Settings that may be left out are left out: an empty one would be a wrong one.
var directories = access.?directories ?? [{ directory: tenant().tenantId, tenant: tenantKey }]
var accessSettings = union(
  empty(access.?audience) ? {} : { ACCESS_AUDIENCE: access.?audience!, ACCESS_TENANTS: string(directories) },
  empty(access.?scope) ? {} : { ACCESS_SCOPE: access.?scope! },
  empty(access.?keysSecret)
    ? {}
    : { ACCESS_KEYS: '@Microsoft.KeyVault(SecretUri=${keyVault.outputs.endpoint}secrets/${access.?keysSecret!})' }
)
var senderSettings = empty(senders) ? {} : { FACTORY_SENDERS: string(senders) }
var organizationSettings = empty(azureDevOps.?organizations)
  ? {}
  : { AZURE_DEVOPS_ORGANIZATIONS: join(azureDevOps.?organizations!, ',') }
var tokenSettings = empty(azureDevOps.?tokenSecret) ? {} : { AZURE_DEVOPS_TOKEN_SECRET: azureDevOps.?tokenSecret! }
var familySettings = empty(modelFamily) ? {} : { MODEL_FAMILY: modelFamily }
var fallbackSettings = empty(modelRoles.?fallback) ? {} : { MODEL_FALLBACK_DEPLOYMENT: modelRoles.?fallback! }
var embeddingSettings = empty(modelRoles.?embedding) ? {} : { EMBEDDING_DEPLOYMENT: modelRoles.?embedding! }
var modelSettings = compatibleModel != null
  ? {
      FACTORY_MODEL: 'openai-compatible'
      MODEL_ENDPOINT: compatibleModel!.endpoint
      MODEL_DEPLOYMENT: compatibleModel!.model
      MODEL_KEY_SECRET: compatibleModel!.keySecret
    }
  : empty(models)
      ? { FACTORY_MODEL: 'rules' }
      : {
          FACTORY_MODEL: 'azure-openai'
          MODEL_ENDPOINT: openAI!.outputs.endpoint
          MODEL_DEPLOYMENT: modelRoles.?chat ?? models[0].deployment
        }

var durableSettings = durableBackend == 'scheduler'
  ? {
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER'
      DURABLE_TASK_SCHEDULER: 'Endpoint=${scheduler!.outputs.endpoint};TaskHub=${scheduler!.outputs.hub};Authentication=ManagedIdentity;ClientID=${identity.outputs.app.clientId}'
    }
  : {}

var settings = union(
  {
    AzureWebJobsStorage__accountName: hostStorage.outputs.name
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identity.outputs.app.clientId
    AzureWebJobsDisableHomepage: 'true'
    APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.outputs.app.clientId};Authorization=AAD'
    APPLICATION_INSIGHTS_NO_STATSBEAT: 'true'
    ServiceBus__fullyQualifiedNamespace: serviceBus.outputs.fullyQualifiedNamespace
    ServiceBus__credential: 'managedidentity'
    ServiceBus__clientId: identity.outputs.app.clientId
    AZURE_CLIENT_ID: identity.outputs.app.clientId
    FACTORY_TENANT: tenantKey
    COSMOS_ENDPOINT: cosmos.outputs.endpoint
    COSMOS_DATABASE: cosmos.outputs.database
    BLOB_ENDPOINT: artifacts.outputs.endpoint
    BLOB_CONTAINER: artifacts.outputs.container
    KEY_VAULT_ENDPOINT: keyVault.outputs.endpoint
    SANDBOX_ENDPOINT: sandbox.outputs.endpoint
    SANDBOX_KEY_SECRET: keyVault.outputs.sandboxKeyName
    AZURE_DEVOPS_ENDPOINT: azureDevOps.?endpoint ?? 'https://dev.azure.com'
    PIPELINE_LOOK_SECONDS: string(azureDevOps.?lookSeconds ?? 5)
  },
  durableSettings,
  modelSettings,
  familySettings,
  fallbackSettings,
  embeddingSettings,
  accessSettings,
  senderSettings,
  organizationSettings,
  tokenSettings,
  moreSettings
)

module functionApp 'modules/function-app.bicep' = {
  params: {
    name: 'func-${suffix}'
    location: location
    tags: tags
    environmentName: environmentName
    identityId: identity.outputs.app.id
    workspaceId: monitoring.outputs.workspaceId
    packagesUrl: hostStorage.outputs.packagesUrl
    instanceMemoryMB: size.instanceMemoryMB
    maximumInstances: size.maximumInstances
    alwaysReady: size.alwaysReady
    settings: settings
    isPrivate: hasPrivateNetworking
    subnetId: network.?outputs.appSubnetId
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    location: location
    tags: tags
    environmentName: environmentName
    actionGroupId: monitoring.outputs.actionGroupId
    workspaceId: monitoring.outputs.workspaceId
    resourceIds: {
      serviceBus: serviceBus.outputs.id
      cosmos: cosmos.outputs.id
      sessions: sandbox.outputs.poolId
      openAI: openAI.?outputs.id
    }
    hasModels: !empty(models)
    mostSessions: size.sessions.most
    modelCapacity: toObject(models, each => each.deployment, each => each.capacity)
  }
}

module costs 'modules/budget.bicep' = {
  params: {
    environmentName: environmentName
    amount: budget.amount
    startDate: budget.startDate
    actionGroupId: monitoring.outputs.actionGroupId
    alertEmail: alertEmail
  }
}

module workbook 'modules/workbook.bicep' = {
  params: {
    location: location
    tags: tags
    environmentName: environmentName
    workspaceId: monitoring.outputs.workspaceId
  }
}

@description('What the hooks of azure.yaml and the pipelines read.')
output FACTORY_URL string = functionApp.outputs.url
output FACTORY_APP string = functionApp.outputs.name
output FACTORY_REGISTRY string = sandbox.outputs.registryName
output FACTORY_REGISTRY_SERVER string = sandbox.outputs.registryServer
