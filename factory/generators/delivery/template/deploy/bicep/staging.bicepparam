using 'main.bicep'

param environmentName = 'staging'
param clusterResourceGroup = 'platform-staging'
param clusterName = 'platform-staging'
param clusterWorkspaceName = 'platform-staging'
// Set in the pipeline; without it alerts show in the portal only.
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param maxThroughput = 1000
param logRetentionDays = 30
