// The check from outside and who hears of alerts; logs go to the workspace of the platform.
import { tagsType } from 'types.bicep'

param serviceName string
param environmentName string
param location string
param tags tagsType
param workspaceId string
param alertEmail string
param publicUrl string

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${serviceName}-${environmentName}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspaceId
    DisableLocalAuth: true
  }
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${serviceName}-${environmentName}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: take(serviceName, 12)
    emailReceivers: empty(alertEmail) ? [] : [{ name: 'on-call', emailAddress: alertEmail, useCommonAlertSchema: true }]
  }
}

resource probe 'Microsoft.Insights/webtests@2022-06-15' = if (!empty(publicUrl)) {
  name: 'probe-${serviceName}-${environmentName}'
  location: location
  tags: union(tags, { 'hidden-link:${insights.id}': 'Resource' })
  kind: 'standard'
  properties: {
    Name: 'probe-${serviceName}-${environmentName}'
    SyntheticMonitorId: 'probe-${serviceName}-${environmentName}'
    Kind: 'standard'
    Enabled: true
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: [{ Id: 'emea-nl-ams-azr' }, { Id: 'us-va-ash-azr' }, { Id: 'apac-sg-sin-azr' }]
    Request: { RequestUrl: '${publicUrl}/health/ready', HttpVerb: 'GET', ParseDependentRequests: false }
    ValidationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true, SSLCertRemainingLifetimeCheck: 14 }
  }
}

output actionGroupId string = people.id
output insightsId string = insights.id
output probeId string = empty(publicUrl) ? '' : probe.id
