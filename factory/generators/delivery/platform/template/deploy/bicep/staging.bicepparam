using 'main.bicep'

param environmentName = 'staging'
param logRetentionDays = 30
param minNodes = 2
param maxNodes = 4
