using 'main.bicep'

param environmentName = 'production'
param platformResourceGroup = '__platform__-production'
// Set in the pipeline; without it alerts show in the portal only.
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param maxThroughput = 4000
