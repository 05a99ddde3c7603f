using 'main.bicep'

param environmentName = 'dev'
param platformResourceGroup = '__platform__-dev'
// Set in the pipeline; without it alerts show in the portal only.
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param maxThroughput = 1000
