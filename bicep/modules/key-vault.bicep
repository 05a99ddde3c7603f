// Key Vault: the secrets that settings name. The key of the sandbox is made with the vault and then never changed by a deployment.
import { privateAccessType, tagsType } from '../types.bicep'

param name string
param location string
param tags tagsType
param principalId string
param workspaceId string

@description('Whether who removes the vault must wait until its secrets are gone: production.')
param hasPurgeProtection bool

@secure()
param sandboxKey string

@description('Whether it is reached from the network of the factory only; else from everywhere, with an identity.')
param isPrivate bool

@description('That network, where it is.')
param privateAccess privateAccessType?

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: hasPurgeProtection ? true : null
    softDeleteRetentionInDays: hasPurgeProtection ? 90 : 7
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: { bypass: 'None', defaultAction: isPrivate ? 'Deny' : 'Allow' }
  }

  @onlyIfNotExists()
  resource key 'secrets' = {
    name: 'sandbox-key'
    properties: { value: sandboxKey, contentType: 'text/plain' }
  }
}

// Key Vault Secrets User.
resource reader 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: '4633458b-17de-408a-b874-0445c86b69e6'
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, 'app', reader.id)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: reader.id
  }
}

// The settings never had another version that fits all resource types.
#disable-next-line use-recent-api-versions
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'workspace'
  properties: { workspaceId: workspaceId, logs: [{ category: 'AuditEvent', enabled: true }] }
}

module endpoint 'private-endpoint.bicep' = if (isPrivate) {
  params: {
    name: 'pe-vault'
    location: location
    tags: tags
    subnetId: privateAccess!.subnetId
    resourceId: vault.id
    groupId: 'vault'
    zoneId: privateAccess!.zones.keyVault
  }
}

output endpoint string = vault.properties.vaultUri
output sandboxKeyName string = vault::key.name
