// Service Bus: the topic that the service publishes its events on.
import { tagsType } from 'types.bicep'

param namespaceName string
param topicName string
param location string
param tags tagsType
param principalId string
param workspaceId string

resource namespace 'Microsoft.ServiceBus/namespaces@2026-01-01' = {
  name: namespaceName
  location: location
  tags: tags
  sku: { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
  }

  resource topic 'topics' = {
    name: topicName
    properties: {
      // An event may be sent twice after a failure; its id stays the same.
      requiresDuplicateDetection: true
      duplicateDetectionHistoryTimeWindow: 'PT1H'
      supportOrdering: true
      defaultMessageTimeToLive: 'P14D'
    }
  }
}

// Azure Service Bus Data Sender.
resource sender 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: namespace::topic
  name: guid(namespace::topic.id, principalId, sender.id)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: sender.id
  }
}

// The settings never had another version that fits all resource types.
#disable-next-line use-recent-api-versions
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: namespace
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'OperationalLogs', enabled: true }]
  }
}

output namespaceId string = namespace.id
output fullyQualifiedNamespace string = parseUri(namespace.properties.serviceBusEndpoint).host
