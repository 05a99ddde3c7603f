// One rule for each alert of alerts.json; docs/operations/alerts.md says what to do when it fires. The budget is in budget.bicep.
import { tagsType } from '../types.bicep'

param location string
param tags tagsType
param environmentName string
param actionGroupId string
param workspaceId string

@description('The resources whose metrics are watched, by the name that alerts.json uses.')
param resourceIds { serviceBus: string, cosmos: string, sessions: string, openAI: string? }

@description('Whether there is an account of Azure OpenAI; without it, its alerts are left out.')
param hasModels bool

@description('Sessions that run at the same time at most.')
param mostSessions int

@description('Thousands of tokens per minute by deployment.')
param modelCapacity { *: int }

var alerts = loadJsonContent('../alerts.json')

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in alerts.log: {
    name: 'factory-${environmentName}-${alert.id}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.title
      description: '${alert.meaning} Runbook: docs/operations/alerts.md#${alert.id}'
      severity: alert.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT15M'
      windowSize: alert.window
      overrideQueryTimeRange: alert.?range
      criteria: {
        allOf: [
          {
            query: replace(join(alert.query, '\n'), '<capacity>', string(modelCapacity))
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      actions: { actionGroups: [actionGroupId] }
    }
  }
]

resource metricAlerts 'Microsoft.Insights/metricAlerts@2026-01-01' = [
  for alert in filter(alerts.metric, each => hasModels || each.resource != 'openAI'): {
    name: 'factory-${environmentName}-${alert.id}'
    location: 'global'
    tags: tags
    properties: {
      description: '${alert.meaning} Runbook: docs/operations/alerts.md#${alert.id}'
      severity: alert.severity
      enabled: true
      scopes: [resourceIds[alert.resource]]
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: alert.id
            metricNamespace: alert.metricNamespace
            metricName: alert.metric
            timeAggregation: alert.aggregation
            operator: 'GreaterThan'
            // A share of the sessions, where the metric counts them.
            threshold: alert.resource == 'sessions' ? alert.threshold * mostSessions / 100 : alert.threshold
            dimensions: alert.dimensions
          }
        ]
      }
      autoMitigate: true
      actions: [{ actionGroupId: actionGroupId }]
    }
  }
]
