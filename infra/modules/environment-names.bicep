// Names of a private environment: no public server knows them. A module of its own, because the domain is known once the environment is there.
param prefix string

@description('Default domain of the environment, and the address in the virtual network that all names of it have.')
param domain string
param address string

resource network 'Microsoft.Network/virtualNetworks@2025-01-01' existing = {
  name: '${prefix}-network'
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: domain
  location: 'global'

  resource apps 'A' = {
    name: '*'
    properties: { ttl: 3600, aRecords: [{ ipv4Address: address }] }
  }

  resource link 'virtualNetworkLinks' = {
    name: '${prefix}-network'
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
}
