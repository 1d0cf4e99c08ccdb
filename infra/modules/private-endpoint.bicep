// One service of a storage account in the virtual network; the zone is made by network.bicep.
param prefix string
param name string
param location string
param target string
param service 'blob' | 'queue' | 'table'

resource network 'Microsoft.Network/virtualNetworks@2025-01-01' existing = {
  name: '${prefix}-network'

  resource subnet 'subnets' existing = { name: 'endpoints' }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.${service}.${az.environment().suffixes.storage}'
}

resource endpoint 'Microsoft.Network/privateEndpoints@2025-01-01' = {
  name: name
  location: location
  properties: {
    subnet: { id: network::subnet.id }
    privateLinkServiceConnections: [
      { name: service, properties: { privateLinkServiceId: target, groupIds: [service] } }
    ]
  }

  resource names 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: service, properties: { privateDnsZoneId: zone.id } }]
    }
  }
}
