// AKS with workload identity: pods sign in as the identity of their service, and no secret lies in the cluster.
import { tagsType } from 'types.bicep'

param name string
param location string
param tags tagsType
param minNodes int
param maxNodes int
param workspaceId string

resource cluster 'Microsoft.ContainerService/managedClusters@2026-01-01' = {
  name: name
  location: location
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: {
    dnsPrefix: name
    enableRBAC: true
    disableLocalAccounts: true
    aadProfile: { managed: true, enableAzureRBAC: true }
    oidcIssuerProfile: { enabled: true }
    securityProfile: { workloadIdentity: { enabled: true } }
    autoUpgradeProfile: { upgradeChannel: 'stable', nodeOSUpgradeChannel: 'NodeImage' }
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      networkDataplane: 'cilium'
      networkPolicy: 'cilium'
    }
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        osType: 'Linux'
        osSKU: 'AzureLinux'
        vmSize: 'Standard_D4ds_v5'
        enableAutoScaling: true
        minCount: minNodes
        maxCount: maxNodes
        count: minNodes
      }
    ]
    addonProfiles: {
      omsagent: {
        enabled: true
        config: { logAnalyticsWorkspaceResourceID: workspaceId, useAADAuth: 'true' }
      }
    }
  }
}

// The settings never had another version that fits all resource types.
#disable-next-line use-recent-api-versions
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: cluster
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'kube-audit-admin', enabled: true }, { category: 'guard', enabled: true }]
  }
}

output name string = cluster.name
output kubeletId string = cluster.properties.identityProfile.kubeletidentity.objectId
