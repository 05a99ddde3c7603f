using 'main.bicep'

param environmentName = 'dev'
param clusterResourceGroup = 'platform-dev'
param clusterName = 'platform-dev'
param clusterWorkspaceName = 'platform-dev'
// Set in the pipeline; without it alerts show in the portal only.
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param maxThroughput = 1000
param logRetentionDays = 30
