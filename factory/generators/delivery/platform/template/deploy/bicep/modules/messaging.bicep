// Service Bus: one topic for the events of each service. Who reacts to them brings its subscription.
import { tagsType } from 'types.bicep'

param name string
param location string
param tags tagsType
param workspaceId string

var topicNames __topics__

resource namespace 'Microsoft.ServiceBus/namespaces@2026-01-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
  }
}

resource topics 'Microsoft.ServiceBus/namespaces/topics@2026-01-01' = [
  for topicName in topicNames: {
    parent: namespace
    name: topicName
    properties: {
      // An event may be sent twice after a failure; its id stays the same.
      requiresDuplicateDetection: true
      duplicateDetectionHistoryTimeWindow: 'PT1H'
      supportOrdering: true
      defaultMessageTimeToLive: 'P14D'
    }
  }
]

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
