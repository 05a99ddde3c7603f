using 'main.bicep'

param environmentName = 'dev'
param size = {
  instanceMemoryMB: 2048
  maximumInstances: 40
  alwaysReady: { http: 0, durable: 1 }
  cosmosThroughput: 1000
  sessions: { most: 10, ready: 1 }
  serviceBusUnits: 0
}
param access = { audience: readEnvironmentVariable('FACTORY_API_CLIENT_ID', '') }
param sandboxImage = readEnvironmentVariable('FACTORY_SANDBOX_IMAGE', 'mcr.microsoft.com/k8se/quickstart:latest')
param logs = { retentionDays: 30, dailyQuotaGb: 2 }
param budget = { amount: 200, startDate: readEnvironmentVariable('FACTORY_BUDGET_START', '2026-12-01') }
param alertEmail = readEnvironmentVariable('FACTORY_ALERT_EMAIL', '')
