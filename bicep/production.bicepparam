using 'main.bicep'

param environmentName = 'production'
param size = {
  instanceMemoryMB: 4096
  maximumInstances: 100
  alwaysReady: { http: 2, durable: 2 }
  cosmosThroughput: 10000
  sessions: { most: 100, ready: 5 }
  serviceBusUnits: 1
}
param tenantKey = readEnvironmentVariable('FACTORY_TENANT', 'local')
param hasPrivateNetworking = true
param models = [
  { deployment: 'gpt-5.1', model: 'gpt-5.1', version: '2025-11-13', sku: 'GlobalStandard', capacity: 1000 }
  { deployment: 'gpt-4.1', model: 'gpt-4.1', version: '2025-04-14', sku: 'GlobalStandard', capacity: 500 }
  {
    deployment: 'text-embedding-3-small'
    model: 'text-embedding-3-small'
    version: '1'
    sku: 'Standard'
    capacity: 100
  }
]
param modelRoles = { chat: 'gpt-5.1', fallback: 'gpt-4.1', embedding: 'text-embedding-3-small' }
param access = { audience: readEnvironmentVariable('FACTORY_API_CLIENT_ID', '') }
param sandboxImage = readEnvironmentVariable('FACTORY_SANDBOX_IMAGE', 'mcr.microsoft.com/k8se/quickstart:latest')
param logs = { retentionDays: 90, dailyQuotaGb: 50 }
param budget = { amount: 5000, startDate: readEnvironmentVariable('FACTORY_BUDGET_START', '2026-12-01') }
param alertEmail = readEnvironmentVariable('FACTORY_ALERT_EMAIL', '')
