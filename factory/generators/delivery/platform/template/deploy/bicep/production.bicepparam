using 'main.bicep'

param environmentName = 'production'
param logRetentionDays = 90
param minNodes = 3
param maxNodes = 9
