// Who the app is, and who fetches the image of the sandbox: two identities, so that neither may what only the other needs.
import { tagsType } from '../types.bicep'

param location string
param tags tagsType
param environmentName string

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-factory-${environmentName}'
  location: location
  tags: tags
}

resource imagePull 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-factory-sandbox-${environmentName}'
  location: location
  tags: tags
}

output app { id: string, clientId: string, principalId: string } = {
  id: app.id
  clientId: app.properties.clientId
  principalId: app.properties.principalId
}
output imagePull { id: string, principalId: string } = {
  id: imagePull.id
  principalId: imagePull.properties.principalId
}
