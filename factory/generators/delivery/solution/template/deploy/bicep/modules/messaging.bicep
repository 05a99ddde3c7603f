// Service Bus of the platform: the service may send to its own topic, and has subscriptions to those that it reacts to.
param namespaceName string
param topicName string
param subscriptionName string
param principalId string

var producerTopics __producer-topics__

resource namespace 'Microsoft.ServiceBus/namespaces@2026-01-01' existing = {
  name: namespaceName

  resource topic 'topics' existing = {
    name: topicName
  }
}

resource producers 'Microsoft.ServiceBus/namespaces/topics@2026-01-01' existing = [
  for name in producerTopics: {
    parent: namespace
    name: name
  }
]

resource subscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2026-01-01' = [
  for (name, index) in producerTopics: {
    parent: producers[index]
    name: subscriptionName
    properties: {
      lockDuration: 'PT1M'
      maxDeliveryCount: 10
      defaultMessageTimeToLive: 'P14D'
      deadLetteringOnMessageExpiration: true
      deadLetteringOnFilterEvaluationExceptions: true
    }
  }
]

// Azure Service Bus Data Sender.
resource sender 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
}

resource sending 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: namespace::topic
  name: guid(namespace::topic.id, principalId, sender.id)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: sender.id
  }
}

// Azure Service Bus Data Receiver.
resource receiver 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
}

resource receiving 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (name, index) in producerTopics: {
    scope: subscriptions[index]
    name: guid(subscriptions[index].id, principalId, receiver.id)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: receiver.id
    }
  }
]

output namespaceId string = namespace.id
output fullyQualifiedNamespace string = parseUri(namespace.properties.serviceBusEndpoint).host
