// The workbook of deploy/observability/dashboard.json with the resources of this environment.
import { tagsType } from 'types.bicep'

param displayName string
param location string
param tags tagsType
param clusterWorkspaceId string
param accountId string
param namespaceId string

var content = loadTextContent('../../observability/dashboard.json')
var withWorkspace = replace(content, '<cluster-workspace>', clusterWorkspaceId)
var withAccount = replace(withWorkspace, '<cosmos-account>', accountId)

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, displayName)
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: displayName
    category: 'workbook'
    sourceId: clusterWorkspaceId
    serializedData: replace(withAccount, '<service-bus-namespace>', namespaceId)
  }
}
