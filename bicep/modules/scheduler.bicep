// Durable Task Scheduler: keeps the histories of the orchestrations and hands out their work.
import { tagsType } from '../types.bicep'

param name string
param location string
param tags tagsType
param principalId string

@description('Addresses that reach it, as CIDR; an empty list would refuse everybody.')
@minLength(1)
param ipAllowlist string[]

@description('Days for which the history of an orchestration that has ended is kept.')
@minValue(1)
param historyDays int

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { name: 'Consumption' }
    ipAllowlist: ipAllowlist
  }

  resource hub 'taskHubs' = {
    name: 'factory'
  }

  // Without it nothing is ever removed. What an orchestration did is in the database of the factory.
  resource retention 'retentionPolicies' = {
    name: 'default'
    properties: {
      retentionPolicies: [
        { orchestrationState: 'Completed', retentionPeriodInDays: historyDays }
        { orchestrationState: 'Failed', retentionPeriodInDays: historyDays }
        { orchestrationState: 'Terminated', retentionPeriodInDays: historyDays }
        { orchestrationState: 'Canceled', retentionPeriodInDays: historyDays }
      ]
    }
  }
}

// Durable Task Data Contributor.
resource contributor 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: '0ad04412-c4d5-4796-b79c-f76d14c8d402'
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: scheduler::hub
  name: guid(scheduler::hub.id, 'app', contributor.id)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: contributor.id
  }
}

output endpoint string = scheduler.properties.endpoint
output hub string = scheduler::hub.name
