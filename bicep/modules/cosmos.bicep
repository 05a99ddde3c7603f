// Cosmos DB for NoSQL: the containers of platform/azure/cosmos/containers.ts. A test compares them.
import { privateAccessType, tagsType } from '../types.bicep'

param name string
param location string
param tags tagsType
param principalId string
param workspaceId string

@description('Most request units per second of a container that is written to all the time; the others have 1,000.')
param maxThroughput int

@description('Days for which every moment can be had back.')
param backup 'Continuous7Days' | 'Continuous30Days'

@description('Whether it is reached from the network of the factory only; else from everywhere, with an identity.')
param isPrivate bool

@description('That network, where it is.')
param privateAccess privateAccessType?

@description('Length of the vectors, as platform/azure/model/embeddings.ts asks for them.')
param vectorDimensions int = 1536

type containerType = {
  name: string
  @description('What queries filter and order by, beside `/pk`; nothing else is indexed.')
  indexes: string[]
  defaultTtl: int?
  isBusy: bool?
}

// A vector index needs throughput of its own for each container, so none is shared.
var containers containerType[] = [
  { name: 'projects', indexes: ['/kind/?', '/createdAt/?'] }
  { name: 'reviews', indexes: ['/projectId/?', '/written/?'] }
  { name: 'undo', indexes: ['/standing/[]/?'] }
  { name: 'budgets', indexes: [] }
  { name: 'actions', indexes: ['/written/?'], isBusy: true }
  { name: 'events', indexes: ['/position/?'], isBusy: true }
  { name: 'artifacts', indexes: ['/kind/?', '/path/?', '/number/?'], isBusy: true }
  { name: 'contents', indexes: [], defaultTtl: -1, isBusy: true }
]

resource account 'Microsoft.DocumentDB/databaseAccounts@2026-03-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [{ locationName: location, failoverPriority: 0 }]
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: backup } }
    capabilities: [{ name: 'EnableNoSQLVectorSearch' }, { name: 'EnableNoSQLFullTextSearch' }]
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }

  resource database 'sqlDatabases' = {
    name: 'factory'
    properties: { resource: { id: 'factory' } }

    resource documents 'containers' = [
      for each in containers: {
        name: each.name
        properties: {
          resource: {
            id: each.name
            partitionKey: { kind: 'Hash', paths: ['/pk'], version: 2 }
            defaultTtl: each.?defaultTtl
            indexingPolicy: {
              indexingMode: 'consistent'
              automatic: true
              includedPaths: map(concat(['/pk/?'], each.indexes), path => { path: path })
              excludedPaths: [{ path: '/*' }]
            }
          }
          options: { autoscaleSettings: { maxThroughput: each.?isBusy ?? false ? maxThroughput : 1000 } }
        }
      }
    ]

    resource knowledge 'containers' = {
      name: 'knowledge'
      properties: {
        resource: {
          id: 'knowledge'
          partitionKey: { kind: 'Hash', paths: ['/pk'], version: 2 }
          vectorEmbeddingPolicy: {
            vectorEmbeddings: [
              {
                path: '/vector'
                dataType: 'float32'
                dimensions: vectorDimensions
                distanceFunction: 'cosine'
              }
            ]
          }
          fullTextPolicy: { defaultLanguage: 'en-US', fullTextPaths: [{ path: '/words', language: 'en-US' }] }
          indexingPolicy: {
            indexingMode: 'consistent'
            automatic: true
            includedPaths: [{ path: '/pk/?' }, { path: '/features/[]/?' }]
            excludedPaths: [{ path: '/*' }]
            vectorIndexes: [{ path: '/vector', type: 'quantizedFlat' }]
            fullTextIndexes: [{ path: '/words' }]
          }
        }
        options: { autoscaleSettings: { maxThroughput: 1000 } }
      }
    }
  }

  // Cosmos DB Built-in Data Contributor.
  resource contributor 'sqlRoleDefinitions' existing = {
    name: '00000000-0000-0000-0000-000000000002'
  }

  resource access 'sqlRoleAssignments' = {
    name: guid(account.id, 'app', contributor.id)
    properties: {
      principalId: principalId
      roleDefinitionId: contributor.id
      scope: '${account.id}/dbs/${database.name}'
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
    logs: [
      { category: 'ControlPlaneRequests', enabled: true }
      { category: 'PartitionKeyRUConsumption', enabled: true }
    ]
  }
}

module endpoint 'private-endpoint.bicep' = if (isPrivate) {
  params: {
    name: 'pe-cosmos'
    location: location
    tags: tags
    subnetId: privateAccess!.subnetId
    resourceId: account.id
    groupId: 'Sql'
    zoneId: privateAccess!.zones.cosmos
  }
}

output id string = account.id
output endpoint string = account.properties.documentEndpoint
output database string = account::database.name
