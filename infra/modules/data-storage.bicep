// What belongs to patients: studies in, intermediate artifacts, results out.
import { globalName, roles } from '../types.bicep'

param prefix string
param location string
param private bool
param retentionDays { studies: int, work: int, results: int }

var digits = map(range(0, 10), digit => string(digit))
var letters = ['a', 'b', 'c', 'd', 'e', 'f']

// What is deleted after its days. The audit log, the key that stands for patients and the first scores of self-tests stay: without them nothing can be checked, or compared with what was earlier.
// A rule takes ten prefixes.
var expiring = [
  { name: 'studies', days: retentionDays.studies, prefixes: ['studies/'] }
  { name: 'work', days: retentionDays.work, prefixes: ['work/'] }
  { name: 'results-0-9', days: retentionDays.results, prefixes: map(digits, digit => 'results/${digit}') }
  { name: 'results-a-f', days: retentionDays.results, prefixes: map(letters, digit => 'results/${digit}') }
  // By patient, under hashes; the key beside them begins with another letter.
  { name: 'patients-0-9', days: retentionDays.results, prefixes: map(digits, digit => 'results/.patients/${digit}') }
  { name: 'patients-a-f', days: retentionDays.results, prefixes: map(letters, digit => 'results/.patients/${digit}') }
  {
    name: 'results-marks'
    days: retentionDays.results
    prefixes: map(['ends', 'instances', 'open', 'outbox', 'uploads', 'verdicts'], folder => 'results/_${folder}/')
  }
]

@description('Identity that reads and writes the containers.')
param user string

module storage 'storage-account.bicep' = {
  params: {
    prefix: prefix
    name: globalName(prefix, 'data', uniqueString(resourceGroup().id))
    location: location
    private: private
    services: ['blob', 'queue']
  }
}

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: globalName(prefix, 'data', uniqueString(resourceGroup().id))
  dependsOn: [storage]

  resource blobs 'blobServices' existing = { name: 'default' }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = [
  for days in items(retentionDays): {
    name: days.key
    parent: account::blobs
  }
]

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-06-01' = {
  name: 'default'
  parent: account
  properties: {
    policy: {
      rules: [
        for some in expiring: {
          name: 'delete-${some.name}'
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob', 'appendBlob'], prefixMatch: some.prefixes }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: some.days } } }
          }
        }
      ]
    }
  }
}

resource containerAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (days, i) in items(retentionDays): {
    name: guid(account.id, days.key, 'app', roles.StorageBlobDataContributor)
    scope: containers[i]
    properties: {
      principalId: user
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.StorageBlobDataContributor)
    }
  }
]

@description('The blob trigger leaves uploads that failed five times in a queue beside them.')
resource poisonQueue 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, 'app', roles.StorageQueueDataContributor)
  scope: account
  properties: {
    principalId: user
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.StorageQueueDataContributor)
  }
}

output blobEndpoint string = storage.outputs.blobEndpoint
output queueEndpoint string = storage.outputs.queueEndpoint
