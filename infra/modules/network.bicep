// The virtual network of a private deployment: one subnet for the app, one for the private endpoints of storage.
param prefix string
param location string

var services = ['blob', 'queue', 'table']

resource network 'Microsoft.Network/virtualNetworks@2025-01-01' = {
  name: '${prefix}-network'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.40.0.0/22'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.40.0.0/23'
          delegations: [{ name: 'containerApps', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      { name: 'endpoints', properties: { addressPrefix: '10.40.2.0/26' } }
    ]
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for service in services: {
    name: 'privatelink.${service}.${environment().suffixes.storage}'
    location: 'global'
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (service, i) in services: {
    name: '${prefix}-network'
    parent: zones[i]
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
]
