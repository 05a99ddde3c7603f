// The database of the service in the account that the services share: nobody else can open it, and it opens no other.
import { tagsType } from 'types.bicep'

param accountName string
param databaseName string
param tags tagsType
param maxThroughput int
param principalId string

resource account 'Microsoft.DocumentDB/databaseAccounts@2026-03-15' existing = {
  name: accountName

  // Cosmos DB Built-in Data Contributor.
  resource contributor 'sqlRoleDefinitions' existing = {
    name: '00000000-0000-0000-0000-000000000002'
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2026-03-15' = {
  parent: account
  name: databaseName
  tags: tags
  properties: { resource: { id: databaseName } }

  // Documents and their outbox in one container, so that both are written in one batch.
  resource container 'containers' = {
    name: 'documents'
    tags: tags
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

resource access 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2026-03-15' = {
  parent: account
  name: guid(account.id, databaseName, principalId)
  properties: {
    principalId: principalId
    roleDefinitionId: account::contributor.id
    scope: '${account.id}/dbs/${database.name}'
  }
}

output accountId string = account.id
output endpoint string = account.properties.documentEndpoint
