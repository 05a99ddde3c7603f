// Service Bus: queues of those who send messages, the queue of what can never work, and the topic of what happens to projects.
import { privateAccessType, senderType, tagsType } from '../types.bicep'

param name string
param location string
param tags tagsType
param principalId string
param workspaceId string
param senders senderType[]

@description('Capacity units of a Premium namespace, which private networking needs; 0 is a Standard one.')
param units int

@description('Whether it is reached from the network of the factory only; else from everywhere, with an identity.')
param isPrivate bool

@description('That network, where it is.')
param privateAccess privateAccessType?

var queues = union(
  ['factory-rejected'],
  flatten(map(senders, each => concat([each.requests, each.control], each.?replies == null ? [] : [each.?replies!])))
)

var isPremium = units > 0

resource namespace 'Microsoft.ServiceBus/namespaces@2026-01-01' = {
  name: name
  location: location
  tags: tags
  sku: isPremium ? { name: 'Premium', tier: 'Premium', capacity: units } : { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }

  resource boxes 'queues' = [
    for each in queues: {
      name: each
      properties: {
        // Whoever sends again after a failure uses the same message id.
        requiresDuplicateDetection: true
        duplicateDetectionHistoryTimeWindow: 'P7D'
        lockDuration: 'PT5M'
        maxDeliveryCount: 10
        defaultMessageTimeToLive: 'P14D'
        deadLetteringOnMessageExpiration: true
      }
    }
  ]

  resource events 'topics' = {
    name: 'factory-events'
    properties: {
      requiresDuplicateDetection: true
      duplicateDetectionHistoryTimeWindow: 'P7D'
      supportOrdering: true
      defaultMessageTimeToLive: 'P14D'
    }

    resource journal 'subscriptions' = {
      name: 'journal'
      properties: {
        lockDuration: 'PT5M'
        maxDeliveryCount: 10
        deadLetteringOnMessageExpiration: true
        deadLetteringOnFilterEvaluationExceptions: true
      }

      // $Default is the name of the rule that would let everything through: a rule of that name stands in its place.
      resource rule 'rules' = {
        name: '$Default'
        properties: { filterType: 'SqlFilter', sqlFilter: { sqlExpression: '1=1' } }
      }
    }

    resource wakes 'subscriptions' = {
      name: 'wakes'
      properties: {
        lockDuration: 'PT5M'
        maxDeliveryCount: 10
        deadLetteringOnMessageExpiration: true
        deadLetteringOnFilterEvaluationExceptions: true
      }

      resource rule 'rules' = {
        name: '$Default'
        properties: { filterType: 'SqlFilter', sqlFilter: { sqlExpression: 'type = \'project.stopping\'' } }
      }
    }

    resource replies 'subscriptions' = {
      name: 'replies'
      properties: {
        lockDuration: 'PT5M'
        maxDeliveryCount: 10
        deadLetteringOnMessageExpiration: true
        deadLetteringOnFilterEvaluationExceptions: true
      }

      resource rule 'rules' = {
        name: '$Default'
        properties: {
          filterType: 'SqlFilter'
          sqlFilter: {
            sqlExpression: 'type IN (\'project.completed\', \'project.failed\', \'project.cancelled\', \'project.aborted\')'
          }
        }
      }
    }
  }
}

// Azure Service Bus Data Receiver and Data Sender: on the namespace, since queues of new senders are added to it.
resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in ['4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0', '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39']: {
    scope: namespace
    name: guid(namespace.id, 'app', role)
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
  scope: namespace
  name: 'workspace'
  properties: { workspaceId: workspaceId, logs: [{ category: 'OperationalLogs', enabled: true }] }
}

module endpoint 'private-endpoint.bicep' = if (isPrivate) {
  params: {
    name: 'pe-service-bus'
    location: location
    tags: tags
    subnetId: privateAccess!.subnetId
    resourceId: namespace.id
    groupId: 'namespace'
    zoneId: privateAccess!.zones.serviceBus
  }
}

output id string = namespace.id
output fullyQualifiedNamespace string = parseUri(namespace.properties.serviceBusEndpoint).host
