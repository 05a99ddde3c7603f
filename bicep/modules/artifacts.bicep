// Blob storage of what is too large for a document, by tenant and hash.
import { privateAccessType, tagsType } from '../types.bicep'

param name string
param location string
param tags tagsType
param principalId string
param workspaceId string

@description('Days for which what was deleted or overwritten can be had back.')
param restoreDays int

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
    networkAcls: { bypass: 'None', defaultAction: isPrivate ? 'Deny' : 'Allow' }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: true
      deleteRetentionPolicy: { enabled: true, days: restoreDays }
      containerDeleteRetentionPolicy: { enabled: true, days: restoreDays }
    }

    resource artifacts 'containers' = {
      name: 'artifacts'
    }
  }
}

// Storage Blob Data Contributor.
resource contributor 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account::blobs::artifacts
  name: guid(account::blobs::artifacts.id, 'app', contributor.id)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: contributor.id
  }
}

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

module endpoint 'private-endpoint.bicep' = if (isPrivate) {
  params: {
    name: 'pe-artifacts'
    location: location
    tags: tags
    subnetId: privateAccess!.subnetId
    resourceId: account.id
    groupId: 'blob'
    zoneId: privateAccess!.zones.blob
  }
}

output endpoint string = account.properties.primaryEndpoints.blob
output container string = account::blobs::artifacts.name
