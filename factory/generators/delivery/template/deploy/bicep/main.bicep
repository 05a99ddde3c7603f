// What one environment of the service needs and nobody else uses. The cluster and its workspace belong to the platform.
targetScope = 'resourceGroup'

type settingsType = {
  AUTH_AUDIENCE: string
  AUTH_ISSUER: string
  AZURE_CLIENT_ID: string
  COSMOS_ENDPOINT: string
  OTEL_EXPORTER_OTLP_ENDPOINT: string
  OTEL_RESOURCE_ATTRIBUTES: string
  SERVICE_BUS_NAMESPACE: string
}

@description('The environment.')
@allowed(['dev', 'staging', 'production'])
param environmentName string

param location string = resourceGroup().location

@description('Resource group of the platform: cluster and workspace of the environment.')
param clusterResourceGroup string

@description('AKS cluster with OIDC issuer and workload identity.')
param clusterName string

@description('Log Analytics workspace that the logs of the cluster go to.')
param clusterWorkspaceName string

@description('Who hears of alerts; empty when nobody does.')
param alertEmail string = ''

@description('Most request units per second of the store; it scales between a tenth of it and this.')
@minValue(1000)
param maxThroughput int = 1000

@description('Days for which logs of the resources are kept.')
@minValue(30)
param logRetentionDays int = 30

@description('Whose tokens say who calls, as they name it: Microsoft Entra ID of this tenant unless it is another one.')
param authIssuer string = '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'

@description('Audience that the tokens are for.')
param authAudience string = '__service__'

@description('Public address of the service, checked from outside every five minutes; empty when it has none.')
param publicUrl string = ''

@description('Collector of traces and measurements, OTLP over HTTP: an address in the cluster or one of https; empty when there is none.')
param collectorUrl string = ''

var serviceName = '__service__'
// Makes names unique in the world.
var suffix = uniqueString(resourceGroup().id)
var tags = { service: serviceName, environment: environmentName }

resource cluster 'Microsoft.ContainerService/managedClusters@2026-01-01' existing = {
  scope: resourceGroup(clusterResourceGroup)
  name: clusterName
}

resource clusterWorkspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  scope: resourceGroup(clusterResourceGroup)
  name: clusterWorkspaceName
}

module identity 'modules/identity.bicep' = {
  params: {
    name: 'id-${serviceName}-${environmentName}'
    location: location
    tags: tags
    oidcIssuerUrl: cluster.properties.oidcIssuerProfile.issuerURL
    kubernetesNamespace: serviceName
    serviceAccountName: serviceName
  }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    serviceName: serviceName
    environmentName: environmentName
    location: location
    tags: tags
    logRetentionDays: logRetentionDays
    alertEmail: alertEmail
    publicUrl: publicUrl
  }
}

module store 'modules/store.bicep' = {
  params: {
    accountName: 'cosmos-${suffix}'
    databaseName: serviceName
    location: location
    tags: tags
    maxThroughput: maxThroughput
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module messaging 'modules/messaging.bicep' = {
  params: {
    namespaceName: 'sb-${suffix}'
    topicName: '__topic__'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'modules/vault.bicep' = {
  params: {
    name: 'kv-${suffix}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    serviceName: serviceName
    environmentName: environmentName
    location: location
    tags: tags
    actionGroupId: monitoring.outputs.actionGroupId
    clusterWorkspaceId: clusterWorkspace.id
    insightsId: monitoring.outputs.insightsId
    probeId: monitoring.outputs.probeId
    resourceIds: {
      cosmos: store.outputs.accountId
      serviceBus: messaging.outputs.namespaceId
    }
  }
}

module dashboard 'modules/dashboard.bicep' = {
  params: {
    displayName: '${serviceName} ${environmentName}'
    location: location
    tags: tags
    clusterWorkspaceId: clusterWorkspace.id
    accountId: store.outputs.accountId
    namespaceId: messaging.outputs.namespaceId
  }
}

@description('Settings of the process that depend on the environment, as deploy/deploy.sh hands them to Kubernetes.')
output settings settingsType = {
  AUTH_AUDIENCE: authAudience
  AUTH_ISSUER: authIssuer
  AZURE_CLIENT_ID: identity.outputs.clientId
  COSMOS_ENDPOINT: store.outputs.endpoint
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl
  OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=${environmentName}'
  SERVICE_BUS_NAMESPACE: messaging.outputs.fullyQualifiedNamespace
}

output clusterName string = cluster.name
output clusterResourceGroup string = clusterResourceGroup
