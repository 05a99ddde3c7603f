// Where generated code is built and tested: sessions without identity and without network, and the registry of their image.
import { tagsType } from '../types.bicep'

param registryName string
param location string
param tags tagsType
param environmentName string
param principalId string
param imagePull { id: string, principalId: string }
param workspaceId string

@description('Image of the sessions, by digest; before it is built, any that listens on port 8080 or 80.')
param image string

param mostSessions int
param readySessions int

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: registryName
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
  }
}

// AcrPull, for who fetches the image only.
resource pull 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: '7f951dda-4ed3-4680-a7ca-43fe172d538d'
}

resource pulling 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, 'image pull', pull.id)
  properties: {
    principalId: imagePull.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: pull.id
  }
}

resource environment 'Microsoft.App/managedEnvironments@2026-01-01' = {
  name: 'cae-factory-${environmentName}'
  location: location
  tags: tags
  properties: {
    appLogsConfiguration: { destination: 'azure-monitor' }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
  }
}

resource pool 'Microsoft.App/sessionPools@2026-01-01' = {
  name: 'sp-factory-${environmentName}'
  location: location
  tags: tags
  dependsOn: [pulling]
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${imagePull.id}': {} } }
  properties: {
    environmentId: environment.id
    poolManagementType: 'Dynamic'
    containerType: 'CustomContainer'
    scaleConfiguration: { maxConcurrentSessions: mostSessions, readySessionInstances: readySessions }
    dynamicPoolConfiguration: { lifecycleConfiguration: { lifecycleType: 'Timed', cooldownPeriodInSeconds: 600 } }
    // The identity fetches the image; nothing in a session can have its tokens.
    managedIdentitySettings: [{ identity: imagePull.id, lifecycle: 'None' }]
    sessionNetworkConfiguration: { status: 'EgressDisabled' }
    customContainerTemplate: {
      registryCredentials: { server: registry.properties.loginServer, identity: imagePull.id }
      containers: [{ name: 'supervisor', image: image, resources: { cpu: json('2.0'), memory: '4Gi' } }]
      ingress: { targetPort: 8080 }
    }
  }
}

// Azure ContainerApps Session Executor.
resource executor 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: '0fb8eba5-a2bb-4abe-b1c1-49dfad359bb0'
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: pool
  name: guid(pool.id, 'app', executor.id)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: executor.id
  }
}

// The settings never had another version that fits all resource types.
#disable-next-line use-recent-api-versions
resource registryLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: registry
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'ContainerRegistryRepositoryEvents', enabled: true }]
  }
}

// The settings never had another version that fits all resource types.
#disable-next-line use-recent-api-versions
resource environmentLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: environment
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'AppEnvSessionConsoleLogs', enabled: true }
      { category: 'AppEnvSessionPoolEventLogs', enabled: true }
    ]
  }
}

output poolId string = pool.id
output endpoint string = pool.properties.poolManagementEndpoint
output registryName string = registry.name
output registryServer string = registry.properties.loginServer
