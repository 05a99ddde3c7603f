// Log Analytics: logs of the cluster, of its pods and of everything that is shared.
import { tagsType } from 'types.bicep'

param name string
param location string
param tags tagsType
param logRetentionDays int

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: logRetentionDays
    features: { disableLocalAuth: true }
  }
}

output workspaceId string = workspace.id
