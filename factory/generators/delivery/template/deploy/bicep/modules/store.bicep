// Cosmos DB for NoSQL: one container for documents and their outbox, so that both are written in one batch.
import { tagsType } from 'types.bicep'

param accountName string
param databaseName string
param location string
param tags tagsType
param maxThroughput int
param principalId string
param workspaceId string

resource account 'Microsoft.DocumentDB/databaseAccounts@2026-03-15' = {
  name: accountName
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [{ locationName: location, failoverPriority: 0 }]
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: 'Continuous7Days' } }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
  }

  resource database 'sqlDatabases' = {
    name: databaseName
    properties: { resource: { id: databaseName } }

    resource container 'containers' = {
      name: 'documents'
      properties: {
        resource: {
          id: 'documents'
          // Documents lie by their __partition-key__; the service writes it, and keys of its own, into partitionKey.
          partitionKey: { kind: 'Hash', paths: ['/partitionKey'], version: 2 }
        }
        options: { autoscaleSettings: { maxThroughput: maxThroughput } }
      }
    }
  }

  // Cosmos DB Built-in Data Contributor.
  resource contributor 'sqlRoleDefinitions' existing = {
    name: '00000000-0000-0000-0000-000000000002'
  }

  resource access 'sqlRoleAssignments' = {
    name: guid(account.id, principalId, contributor.id)
    properties: {
      principalId: principalId
      roleDefinitionId: contributor.id
      scope: account.id
    }
  }
}

// The settings never had another version that fits all resource types.
#disable-next-line use-recent-api-versions
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [{ category: 'ControlPlaneRequests', enabled: true }]
  }
}

output accountId string = account.id
output endpoint string = account.properties.documentEndpoint
