// What the resource group may cost in a month, and who hears of it.
param environmentName string

@description('In the currency of the subscription.')
param amount int

@description('First day of a month; a budget that exists keeps its own.')
param startDate string

param actionGroupId string
param alertEmail string

resource budget 'Microsoft.Consumption/budgets@2026-06-01' = {
  name: 'budget-factory-${environmentName}'
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: startDate }
    notifications: {
      Spent70: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 70
        thresholdType: 'Actual'
        contactEmails: empty(alertEmail) ? [] : [alertEmail]
        contactGroups: [actionGroupId]
      }
      Forecast100: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: empty(alertEmail) ? [] : [alertEmail]
        contactGroups: [actionGroupId]
      }
    }
  }
}
