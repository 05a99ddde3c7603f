using 'main.bicep'

param environmentName = 'dev'
param logRetentionDays = 30
param minNodes = 1
param maxNodes = 2
