// The workbook of workbook.json over the workspace of this environment.
import { tagsType } from '../types.bicep'

param location string
param tags tagsType
param environmentName string
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'factory', environmentName)
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Factory ${environmentName}'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: replace(loadTextContent('../workbook.json'), '<workspace>', workspaceId)
  }
}
