// A storage account as we want them all: no shared keys, no public blobs, deleted data can be brought back.
param prefix string

@minLength(3)
param name string
param location string

@description('Whether it answers on private endpoints only.')
param private bool

@description('Services to give a private endpoint.')
param services ('blob' | 'queue' | 'table')[]

@description('Days that deleted blobs and containers can be brought back.')
param undeleteDays int = 14

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      defaultAction: private ? 'Deny' : 'Allow'
      bypass: 'AzureServices' // Event Grid delivers as a trusted service
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: { enabled: true, days: undeleteDays }
      containerDeleteRetentionPolicy: { enabled: true, days: undeleteDays }
    }
  }
}

module endpoints 'private-endpoint.bicep' = [
  for service in services: if (private) {
    name: '${name}-${service}'
    params: { prefix: prefix, name: '${name}-${service}', location: location, target: account.id, service: service }
  }
]

output blobEndpoint string = account.properties.primaryEndpoints.blob
output queueEndpoint string = account.properties.primaryEndpoints.queue
