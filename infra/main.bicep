// PatchFcn in one resource group. The registry and the image in it are there already: registry.bicep, deploy.sh.
import { DurableBackend } from 'types.bicep'

@description('Every name is derived from it.')
@minLength(3)
@maxLength(12)
param prefix string

param location string = resourceGroup().location

@description('What the network runs on. Serverless GPUs are not in every region, and need quota.')
@allowed(['gpu', 'cpu'])
param device string

@description('Image in the registry, by digest (name@sha256:…) in production.')
param image string

@description('Folder of the model package in the image.')
param modelFolder string

@description('Which patches are looked at.')
@allowed(['exact', 'full', 'dense'])
param grid string = 'exact'

@description('Name of a demonstration model that may alert all the same. By default none may.')
param allowedDemonstration string = ''

@description('Addresses that events are posted to. One that holds a token is a secret: give it under settingsFromVault, as PatchFcn__Webhooks__9.')
param webhooks string[] = []

@description('Archive that gets the DICOM objects of every study: root of its DICOMweb services.')
param dicomWeb string = ''

@description('Further settings of the app, as docs/deploy.md names them. They prevail over those made here. None is a secret.')
param settings { *: string } = {}

@description('Settings of the app that are secrets, such as PatchFcn__WebhookSecret, each with the address of a secret in a Key Vault, without its version.')
param settingsFromVault { *: string } = {}

@description('Where Durable Functions keeps its state. Only MSSQL may go to zero replicas: docs/decisions/008-azure-infrastructure.md.')
param durableBackend DurableBackend = 'AzureStorage'

@description('Durable backends whose packages the image has. The one built by deploy.sh has AzureStorage alone.')
param backendsOfImage DurableBackend[] = ['AzureStorage']

@minValue(0)
param minReplicas int = 1

@minValue(1)
@maxValue(1000)
param maxReplicas int

@description('webhook: Event Grid calls the blob trigger, which must be public. queue: through a storage queue, which may be private.')
@allowed(['webhook', 'queue'])
param eventDelivery string = 'webhook'

@description('System key blobs_extension of the running app, for eventDelivery webhook; without it that subscription is not made.')
@secure()
param blobsExtensionKey string = ''

@description('Storage behind private endpoints, the app inside a virtual network and reachable from there alone. Needs eventDelivery queue.')
param privateNetwork bool = false

@description('Days a study, its intermediate artifacts and its results are kept. The marks of finished uploads lie with the results, so these stay a day longer than studies, at least.')
param retentionDays { studies: int, work: int, results: int } = { studies: 30, work: 7, results: 365 }

@description('Who is told when something is wrong with the system. Findings go to the alerts topic.')
@minLength(1)
param operators string[]

@description('Limit of a month in the currency of the subscription, and the first day of the month it was first set in (yyyy-MM-01).')
param budget { amount: int, start: string }

var delivery = privateNetwork && eventDelivery == 'webhook'
  ? fail('privateNetwork needs eventDelivery queue: Event Grid cannot call a private app.')
  : eventDelivery

var kept = retentionDays.studies < retentionDays.results
  ? retentionDays
  : fail('retentionDays: studies ${retentionDays.studies}, results ${retentionDays.results}. Keep results a day longer at least: an upload that outlives its mark is analysed again, and its finding told as a new one.')

var backend = contains(backendsOfImage, durableBackend)
  ? durableBackend
  : fail('durableBackend ${durableBackend}: the image has no package of it, so the app could not start. Name it in backendsOfImage once it has.')

var noAddresses = filter(items(settingsFromVault), setting => !contains(setting.value, '.vault.') || !contains(setting.value, '/secrets/'))
var fromVault = empty(noAddresses)
  ? settingsFromVault
  : fail('settingsFromVault ${noAddresses[0].key}: give the address of the secret, https://<vault>.vault.azure.net/secrets/<name>, not the secret.')

var site = union(
  empty(dicomWeb) ? {} : { PatchFcn__DicomWeb: dicomWeb },
  toObject(range(0, length(webhooks)), i => 'PatchFcn__Webhooks__${i}', i => webhooks[i]),
  settings
)
// Activities of a replica, on one GPU or on four processors.
var sideBySide = device == 'gpu' ? 16 : 4
var plain = toObject(filter(items(site), setting => !contains(fromVault, setting.key)), setting => setting.key, setting => setting.value)

module identity 'modules/identity.bicep' = {
  params: { prefix: prefix, location: location }
}

module monitoring 'modules/monitoring.bicep' = {
  params: { prefix: prefix, location: location, operators: operators, publisher: identity.outputs.app.principalId }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  params: { prefix: prefix, location: location }
}

module data 'modules/data-storage.bicep' = {
  params: {
    prefix: prefix
    location: location
    private: privateNetwork
    retentionDays: kept
    user: identity.outputs.app.principalId
  }
  dependsOn: [network]
}

module host 'modules/host-storage.bicep' = {
  params: { prefix: prefix, location: location, private: privateNetwork, user: identity.outputs.app.principalId }
  dependsOn: [network]
}

module alertsTopic 'modules/alerts-topic.bicep' = {
  params: { prefix: prefix, location: location, sender: identity.outputs.app.principalId }
}

module vault 'modules/vault.bicep' = {
  params: { prefix: prefix, location: location, reader: identity.outputs.app.principalId }
}

module durable 'modules/durable.bicep' = {
  params: { backend: backend, prefix: prefix, location: location, identity: identity.outputs.app }
}

module environment 'modules/environment.bicep' = {
  params: { prefix: prefix, location: location, device: device, private: privateNetwork, workspace: monitoring.outputs.workspace }
  dependsOn: [network]
}

module registry 'modules/registry-access.bicep' = {
  params: { prefix: prefix, puller: identity.outputs.app.principalId }
}

module app 'modules/app.bicep' = {
  params: {
    prefix: prefix
    location: location
    environment: environment.outputs.id
    profile: environment.outputs.profile
    identity: identity.outputs.app
    image: '${registry.outputs.server}/${image}'
    registry: registry.outputs.server
    scale: { min: backend == 'MSSQL' ? minReplicas : max(1, minReplicas), max: maxReplicas }
    settingsFromVault: fromVault
    settings: union(durable.outputs.settings, {
      APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
      AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions: sideBySide // 10 for each core by default
      AzureWebJobsStorage__accountName: host.outputs.name
      'AzureWebJobs.StudyUploaded.Disabled': delivery != 'webhook'
      'AzureWebJobs.StudyQueued.Disabled': delivery != 'queue'
      'AzureWebJobs.StudyPolled.Disabled': true
      OTEL_TRACES_SAMPLER: 'microsoft.fixed_percentage' // by default five traces a second, and alarms count requests
      OTEL_TRACES_SAMPLER_ARG: '1.0'
      PatchFcnStorage__blobServiceUri: data.outputs.blobEndpoint
      PatchFcnStorage__queueServiceUri: data.outputs.queueEndpoint
      PatchFcn__ModelFolder: modelFolder
      PatchFcn__Grid: grid
      PatchFcn__Device: device == 'gpu' ? 'cuda' : 'cpu'
      PatchFcn__StudiesInMemory: sideBySide // each activity may be of another study, which would be read again for it
      PatchFcn__AlertTopic: alertsTopic.outputs.endpoint
      PatchFcn__AllowedDemonstration: allowedDemonstration
    }, plain)
  }
  dependsOn: [vault]
}

module uploadEvents 'modules/upload-events.bicep' = {
  params: {
    prefix: prefix
    location: location
    delivery: delivery == 'webhook' && empty(blobsExtensionKey) ? 'none' : delivery
    webhook: '${app.outputs.address}/runtime/webhooks/blobs?functionName=Host.Functions.StudyUploaded&code=${blobsExtensionKey}'
  }
}

module alarms 'modules/alarms.bicep' = {
  params: {
    prefix: prefix
    location: location
    insights: monitoring.outputs.insights
    operators: monitoring.outputs.operators
    uploadTopic: uploadEvents.outputs.topic
    alertsTopic: alertsTopic.outputs.id
  }
}

module spending 'modules/budget.bicep' = {
  params: { prefix: prefix, amount: budget.amount, start: budget.start, operators: operators }
}

output app string = app.outputs.address
output studies string = '${data.outputs.blobEndpoint}studies'
output alertsTopic string = alertsTopic.outputs.endpoint
output vault string = vault.outputs.name
