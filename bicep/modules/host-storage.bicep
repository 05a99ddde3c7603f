// Storage of the Functions host: its keys and leases, the packages that are deployed, and the histories where Durable Functions keeps them there.
import { privateAccessType, tagsType } from '../types.bicep'

param name string
param location string
param tags tagsType
param principalId string
param workspaceId string

@description('Whether Durable Functions keeps its histories here.')
param hasHistories bool

@description('Whether it is reached from the network of the factory only; else from everywhere, with an identity.')
param isPrivate bool

@description('That network, where it is.')
param privateAccess privateAccessType?

resource account 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: { bypass: 'AzureServices', defaultAction: isPrivate ? 'Deny' : 'Allow' }
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource packages 'containers' = {
      name: 'packages'
    }
  }
}

// Storage Blob Data Owner: leases and keys of the host, and the packages.
var blobRole = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
// Storage Queue Data Contributor and Storage Table Data Contributor.
var historyRoles = hasHistories ? ['974c5e8b-45b9-4653-ba55-5f855dd0fb88', '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'] : []

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in concat([blobRole], historyRoles): {
    scope: account
    name: guid(account.id, 'app', role)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

// The settings never had another version that fits all resource types.
#disable-next-line use-recent-api-versions
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account::blobs
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'StorageWrite', enabled: true }, { category: 'StorageDelete', enabled: true }]
  }
}

module endpoints 'private-endpoint.bicep' = [
  for service in hasHistories ? ['blob', 'queue', 'table'] : ['blob']: if (isPrivate) {
    params: {
      name: 'pe-host-${service}'
      location: location
      tags: tags
      subnetId: privateAccess!.subnetId
      resourceId: account.id
      groupId: service
      zoneId: privateAccess!.zones[service]
    }
  }
]

output name string = account.name
output packagesUrl string = '${account.properties.primaryEndpoints.blob}${account::blobs::packages.name}'
