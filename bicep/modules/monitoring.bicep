// Log Analytics, Application Insights and who hears of alerts.
import { tagsType } from '../types.bicep'

param location string
param tags tagsType
param environmentName string
param principalId string
param retentionDays int

@description('Most GB of logs per day; −1 is no limit.')
param dailyQuotaGb int

param alertEmail string

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: 'log-factory-${environmentName}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyQuotaGb }
    features: { disableLocalAuth: true }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-factory-${environmentName}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-factory-${environmentName}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'factory'
    emailReceivers: empty(alertEmail) ? [] : [{ name: 'on-call', emailAddress: alertEmail, useCommonAlertSchema: true }]
  }
}

// Monitoring Metrics Publisher.
resource publisher 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: '3913510d-42f4-4e42-8a64-420c390055eb'
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, 'app', publisher.id)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: publisher.id
  }
}

output workspaceId string = workspace.id
output actionGroupId string = people.id
output connectionString string = insights.properties.ConnectionString
