// Azure OpenAI: an account and the deployments that the factory asks.
import { modelType, privateAccessType, tagsType } from '../types.bicep'

param name string
param location string
param tags tagsType
param principalId string
param workspaceId string
param models modelType[]

@description('Whether it is reached from the network of the factory only; else from everywhere, with an identity.')
param isPrivate bool

@description('That network, where it is.')
param privateAccess privateAccessType?

resource account 'Microsoft.CognitiveServices/accounts@2026-05-01' = {
  name: name
  location: location
  tags: tags
  kind: 'OpenAI'
  sku: { name: 'S0' }
  properties: {
    customSubDomainName: name
    disableLocalAuth: true
    storedCompletionsDisabled: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: isPrivate ? 'Deny' : 'Allow' }
  }

  // One at a time: the account takes no two changes at once.
  @batchSize(1)
  resource deployments 'deployments' = [
    for each in models: {
      name: each.deployment
      sku: { name: each.sku, capacity: each.capacity }
      properties: {
        model: { format: 'OpenAI', name: each.model, version: each.version }
        // What a model answers is tested with its version: it changes with a deployment of the factory.
        versionUpgradeOption: 'NoAutoUpgrade'
      }
    }
  ]
}

// Cognitive Services OpenAI User.
resource user 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd'
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, 'app', user.id)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: user.id
  }
}

// The settings never had another version that fits all resource types.
#disable-next-line use-recent-api-versions
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'workspace'
  // Who asked when; neither what was asked nor what was answered.
  properties: { workspaceId: workspaceId, logs: [{ category: 'Audit', enabled: true }] }
}

module endpoint 'private-endpoint.bicep' = if (isPrivate) {
  params: {
    name: 'pe-openai'
    location: location
    tags: tags
    subnetId: privateAccess!.subnetId
    resourceId: account.id
    groupId: 'account'
    zoneId: privateAccess!.zones.openAI
  }
}

output id string = account.id
output endpoint string = account.properties.endpoint
