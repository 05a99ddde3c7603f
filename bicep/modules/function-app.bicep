// The function app on Flex Consumption. Its settings come from main.bicep: they are those of settings.azure.ts and of the host.
import { tagsType } from '../types.bicep'

param name string
param location string
param tags tagsType
param environmentName string
param identityId string
param workspaceId string

@description('Container that deployed packages are kept in.')
param packagesUrl string

param instanceMemoryMB int
param maximumInstances int
param alwaysReady { http: int, durable: int }

@description('Application settings. None is a secret: they name secrets.')
param settings { *: string }

@description('Whether it calls services over the network of the factory.')
param isPrivate bool

@description('Its subnet there.')
param subnetId string?

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-factory-${environmentName}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  // By this azd finds what it deploys to.
  tags: union(tags, { 'azd-service-name': 'factory' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: isPrivate ? subnetId : null
    outboundVnetRouting: isPrivate ? { allTraffic: true } : null
    siteConfig: { minTlsVersion: '1.2', scmMinTlsVersion: '1.2', ftpsState: 'Disabled', http20Enabled: true }
    functionAppConfig: {
      runtime: { name: 'node', version: '24' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUrl
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstances
        alwaysReady: filter(
          [{ name: 'http', instanceCount: alwaysReady.http }, { name: 'durable', instanceCount: alwaysReady.durable }],
          group => group.instanceCount > 0
        )
        // An event stream is a request that stays: one instance holds many.
        triggers: { http: { perInstanceConcurrency: 100 } }
      }
    }
  }

  resource config 'config' = {
    name: 'appsettings'
    properties: settings
  }

  resource uploads 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource deployments 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

// The settings never had another version that fits all resource types.
#disable-next-line use-recent-api-versions
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AppServiceAuthenticationLogs', enabled: true }, { category: 'FunctionAppLogs', enabled: true }]
  }
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
