// What one environment of the service needs and nobody else uses. What it shares belongs to the platform's repository.
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

@description('Resource group of the platform in this environment.')
param platformResourceGroup string

@description('Who hears of alerts; empty when nobody does.')
param alertEmail string = ''

@description('Most request units per second of the store; it scales between a tenth of it and this.')
@minValue(1000)
param maxThroughput int = 1000

@description('Whose tokens say who calls, as they name it: Microsoft Entra ID of this tenant unless it is another one.')
param authIssuer string = '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'

@description('Audience that the tokens are for.')
param authAudience string = '__service__'

@description('Public address of the service, checked from outside every five minutes; empty when it has none.')
param publicUrl string = ''

@description('Collector of traces and measurements, OTLP over HTTP: an address in the cluster or one of https; empty when there is none.')
param collectorUrl string = ''

var serviceName = '__service__'
// As the platform names what it shares.
var suffix = uniqueString(subscription().id, platformResourceGroup)
var tags = { service: serviceName, environment: environmentName }

resource cluster 'Microsoft.ContainerService/managedClusters@2026-01-01' existing = {
  scope: resourceGroup(platformResourceGroup)
  name: 'aks-${suffix}'
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  scope: resourceGroup(platformResourceGroup)
  name: 'log-${suffix}'
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
    workspaceId: workspace.id
    alertEmail: alertEmail
    publicUrl: publicUrl
  }
}

module database 'modules/database.bicep' = {
  scope: resourceGroup(platformResourceGroup)
  params: {
    accountName: 'cosmos-${suffix}'
    databaseName: serviceName
    tags: tags
    maxThroughput: maxThroughput
    principalId: identity.outputs.principalId
  }
}

module messaging 'modules/messaging.bicep' = {
  scope: resourceGroup(platformResourceGroup)
  params: {
    namespaceName: 'sb-${suffix}'
    topicName: '__topic__'
    subscriptionName: serviceName
    principalId: identity.outputs.principalId
  }
}

module vault 'modules/vault-access.bicep' = {
  scope: resourceGroup(platformResourceGroup)
  params: {
    vaultName: 'kv-${suffix}'
    principalId: identity.outputs.principalId
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    serviceName: serviceName
    environmentName: environmentName
    location: location
    tags: tags
    actionGroupId: monitoring.outputs.actionGroupId
    clusterWorkspaceId: workspace.id
    insightsId: monitoring.outputs.insightsId
    probeId: monitoring.outputs.probeId
    resourceIds: {
      cosmos: database.outputs.accountId
      serviceBus: messaging.outputs.namespaceId
    }
  }
}

module dashboard 'modules/dashboard.bicep' = {
  params: {
    displayName: '${serviceName} ${environmentName}'
    location: location
    tags: tags
    clusterWorkspaceId: workspace.id
    accountId: database.outputs.accountId
    namespaceId: messaging.outputs.namespaceId
  }
}

@description('Settings of the process that depend on the environment, as deploy/deploy.sh hands them to Kubernetes.')
output settings settingsType = {
  AUTH_AUDIENCE: authAudience
  AUTH_ISSUER: authIssuer
  AZURE_CLIENT_ID: identity.outputs.clientId
  COSMOS_ENDPOINT: database.outputs.endpoint
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl
  OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=${environmentName}'
  SERVICE_BUS_NAMESPACE: messaging.outputs.fullyQualifiedNamespace
}

output clusterName string = cluster.name
output clusterResourceGroup string = platformResourceGroup
