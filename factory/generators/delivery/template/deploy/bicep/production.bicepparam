using 'main.bicep'

param environmentName = 'production'
param clusterResourceGroup = 'platform-production'
param clusterName = 'platform-production'
param clusterWorkspaceName = 'platform-production'
// Set in the pipeline; without it alerts show in the portal only.
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param maxThroughput = 4000
param logRetentionDays = 90
