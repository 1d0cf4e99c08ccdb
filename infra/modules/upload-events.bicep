// One event for each upload: a zip, or the _complete marker that closes a prefix. The files of a prefix raise none.
import { globalName, roles } from '../types.bicep'

param prefix string
param location string
param delivery 'webhook' | 'queue' | 'none'

@description('Address that the blob trigger listens on, its key included.')
@secure()
param webhook string

resource data 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: globalName(prefix, 'data', uniqueString(resourceGroup().id))
}

resource host 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: globalName(prefix, 'host', uniqueString(resourceGroup().id))

  resource queues 'queueServices' existing = {
    name: 'default'

    resource uploads 'queues' existing = { name: 'uploads' }
  }

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource undelivered 'containers' existing = { name: 'undelivered-events' }
  }
}

// Its own identity: a user-assigned one cannot pass a storage firewall.
resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: '${prefix}-uploads'
  location: location
  identity: { type: 'SystemAssigned' }
  properties: { source: data.id, topicType: 'Microsoft.Storage.StorageAccounts' }
}

resource enqueue 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(host::queues::uploads.id, 'events', roles.StorageQueueDataMessageSender)
  scope: host::queues::uploads
  properties: {
    principalId: topic.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.StorageQueueDataMessageSender)
  }
}

resource keepUndelivered 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(host::blobs::undelivered.id, 'events', roles.StorageBlobDataContributor)
  scope: host::blobs::undelivered
  properties: {
    principalId: topic.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.StorageBlobDataContributor)
  }
}

var common = {
  eventDeliverySchema: 'EventGridSchema' // what the blob trigger understands
  filter: {
    includedEventTypes: ['Microsoft.Storage.BlobCreated']
    subjectBeginsWith: '/blobServices/default/containers/studies/'
    advancedFilters: [{ operatorType: 'StringEndsWith', key: 'subject', values: ['.zip', '/_complete'] }]
  }
  retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
  deadLetterWithResourceIdentity: {
    identity: { type: 'SystemAssigned' }
    deadLetterDestination: {
      endpointType: 'StorageBlob'
      properties: { resourceId: host.id, blobContainerName: host::blobs::undelivered.name }
    }
  }
}

resource toQueue 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = if (delivery == 'queue') {
  name: 'uploads-to-queue'
  parent: topic
  dependsOn: [enqueue, keepUndelivered]
  properties: {
    ...common
    deliveryWithResourceIdentity: {
      identity: { type: 'SystemAssigned' }
      destination: { endpointType: 'StorageQueue', properties: { resourceId: host.id, queueName: host::queues::uploads.name } }
    }
  }
}

resource toApp 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = if (delivery == 'webhook') {
  name: 'uploads-to-app'
  parent: topic
  dependsOn: [keepUndelivered]
  properties: {
    ...common
    destination: {
      endpointType: 'WebHook'
      properties: { endpointUrl: webhook, maxEventsPerBatch: 1 }
    }
  }
}

output topic string = topic.id
