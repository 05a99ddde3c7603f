// One rule for each alert of deploy/observability/alerts.json; docs/runbook.md says what to do when it fires.
import { tagsType } from 'types.bicep'

param serviceName string
param environmentName string
param location string
param tags tagsType
param actionGroupId string
param clusterWorkspaceId string

param insightsId string

@description('The check from outside; empty when there is none.')
param probeId string

@description('The resources whose metrics are watched.')
param resourceIds { cosmos: string, serviceBus: string }

var alerts = loadJsonContent('../../observability/alerts.json')

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in alerts.log: {
    name: '${serviceName}-${environmentName}-${alert.id}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.title
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [clusterWorkspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: alert.operator
            threshold: alert.threshold
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
  for alert in alerts.metric: {
    name: '${serviceName}-${environmentName}-${alert.id}'
    location: 'global'
    tags: tags
    properties: {
      description: alert.description
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
            threshold: alert.threshold
            dimensions: [{ name: alert.dimension.name, operator: 'Include', values: [alert.dimension.value] }]
          }
        ]
      }
      autoMitigate: true
      actions: [{ actionGroupId: actionGroupId }]
    }
  }
]

resource probeAlerts 'Microsoft.Insights/metricAlerts@2026-01-01' = [
  for alert in alerts.probe: if (!empty(probeId)) {
    name: '${serviceName}-${environmentName}-${alert.id}'
    location: 'global'
    tags: tags
    properties: {
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [probeId, insightsId]
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
        webTestId: probeId
        componentId: insightsId
        failedLocationCount: alert.threshold
      }
      autoMitigate: true
      actions: [{ actionGroupId: actionGroupId }]
    }
  }
]
