// Private networking: a network for the app, endpoints for what it calls, one public address for the rest.
import { privateAccessType, tagsType } from '../types.bicep'

param location string
param tags tagsType
param environmentName string

var zoneNames = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  cosmos: 'privatelink.documents.azure.com'
  serviceBus: 'privatelink.servicebus.windows.net'
  keyVault: 'privatelink.vaultcore.azure.net'
  openAI: 'privatelink.openai.azure.com'
}

resource address 'Microsoft.Network/publicIPAddresses@2026-01-01' = {
  name: 'pip-factory-${environmentName}'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: { publicIPAllocationMethod: 'Static' }
}

resource gateway 'Microsoft.Network/natGateways@2026-01-01' = {
  name: 'ng-factory-${environmentName}'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: { publicIpAddresses: [{ id: address.id }] }
}

resource guard 'Microsoft.Network/networkSecurityGroups@2026-01-01' = {
  name: 'nsg-factory-${environmentName}'
  location: location
  tags: tags
}

resource network 'Microsoft.Network/virtualNetworks@2026-01-01' = {
  name: 'vnet-factory-${environmentName}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/16'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.20.0.0/24'
          defaultOutboundAccess: false
          natGateway: { id: gateway.id }
          networkSecurityGroup: { id: guard.id }
          delegations: [{ name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.20.1.0/24'
          defaultOutboundAccess: false
          networkSecurityGroup: { id: guard.id }
        }
      }
    ]
  }

  resource app 'subnets' existing = {
    name: 'app'
  }

  resource endpoints 'subnets' existing = {
    name: 'endpoints'
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for zone in items(zoneNames): {
    name: zone.value
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (zone, index) in items(zoneNames): {
    parent: zones[index]
    name: 'factory'
    location: 'global'
    tags: tags
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
]

output appSubnetId string = network::app.id
output egressAddress string = address.properties.ipAddress
output privateAccess privateAccessType = {
  subnetId: network::endpoints.id
  zones: {
    blob: resourceId('Microsoft.Network/privateDnsZones', zoneNames.blob)
    queue: resourceId('Microsoft.Network/privateDnsZones', zoneNames.queue)
    table: resourceId('Microsoft.Network/privateDnsZones', zoneNames.table)
    cosmos: resourceId('Microsoft.Network/privateDnsZones', zoneNames.cosmos)
    serviceBus: resourceId('Microsoft.Network/privateDnsZones', zoneNames.serviceBus)
    keyVault: resourceId('Microsoft.Network/privateDnsZones', zoneNames.keyVault)
    openAI: resourceId('Microsoft.Network/privateDnsZones', zoneNames.openAI)
  }
}
