// What the Functions host keeps for itself: leases, function keys, task hub, the queue of upload events and those that were not delivered. No image and no result, but the names of uploads,
// in the last three; and a sender may have put a patient into such a name.
import { globalName, roles } from '../types.bicep'

param prefix string
param location string
param private bool

@description('Identity of the host.')
param user string

module storage 'storage-account.bicep' = {
  params: {
    prefix: prefix
    name: globalName(prefix, 'host', uniqueString(resourceGroup().id))
    location: location
    private: private
    services: ['blob', 'queue', 'table']
  }
}

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: globalName(prefix, 'host', uniqueString(resourceGroup().id))
  dependsOn: [storage]

  resource queues 'queueServices' = {
    name: 'default'

    resource uploads 'queues' = { name: 'uploads' }
  }

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource undelivered 'containers' = { name: 'undelivered-events' }
  }
}

// AzureWebJobsStorage by identity asks for these three.
resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [roles.StorageBlobDataOwner, roles.StorageQueueDataContributor, roles.StorageTableDataContributor]: {
    name: guid(account.id, 'app', role)
    scope: account
    properties: {
      principalId: user
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

output name string = account.name
