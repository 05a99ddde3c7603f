// What the services of the solution share in one environment. What only one of them uses is in that one's repository.
targetScope = 'resourceGroup'

@description('The environment.')
@allowed(['dev', 'staging', 'production'])
param environmentName string

param location string = resourceGroup().location

@description('Days for which logs are kept.')
@minValue(30)
param logRetentionDays int = 30

@description('Fewest nodes of the cluster.')
@minValue(1)
param minNodes int = 1

@description('Most nodes of the cluster.')
@minValue(1)
param maxNodes int = 3

// Makes names unique in the world; the repositories of the services compute the same.
var suffix = uniqueString(subscription().id, resourceGroup().name)
var tags = { platform: '__platform__', environment: environmentName }

module monitoring 'modules/monitoring.bicep' = {
  params: {
    name: 'log-${suffix}'
    location: location
    tags: tags
    logRetentionDays: logRetentionDays
  }
}

module cluster 'modules/cluster.bicep' = {
  params: {
    name: 'aks-${suffix}'
    location: location
    tags: tags
    minNodes: minNodes
    maxNodes: maxNodes
    workspaceId: monitoring.outputs.workspaceId
  }
}

module registry 'modules/registry.bicep' = {
  params: {
    name: 'acr${suffix}'
    location: location
    tags: tags
    pullerId: cluster.outputs.kubeletId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module messaging 'modules/messaging.bicep' = {
  params: {
    name: 'sb-${suffix}'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

module store 'modules/store.bicep' = {
  params: {
    name: 'cosmos-${suffix}'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'modules/vault.bicep' = {
  params: {
    name: 'kv-${suffix}'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

output clusterName string = cluster.outputs.name
output registryServer string = registry.outputs.loginServer
