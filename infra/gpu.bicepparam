// A T4 kept warm.
using 'main.bicep'

param prefix = readEnvironmentVariable('PATCHFCN_PREFIX', 'patchfcn')
param image = readEnvironmentVariable('PATCHFCN_IMAGE', 'patchfcn:gpu')
param eventDelivery = readEnvironmentVariable('PATCHFCN_EVENT_DELIVERY', 'webhook')
param blobsExtensionKey = readEnvironmentVariable('PATCHFCN_BLOBS_KEY', '')
param webhooks = json(readEnvironmentVariable('PATCHFCN_WEBHOOKS', '[]'))
param dicomWeb = readEnvironmentVariable('PATCHFCN_DICOMWEB', '')
param settings = json(readEnvironmentVariable('PATCHFCN_SETTINGS', '{}'))
param settingsFromVault = json(readEnvironmentVariable('PATCHFCN_SETTINGS_FROM_VAULT', '{}'))
param operators = split(readEnvironmentVariable('PATCHFCN_OPERATORS', 'operators@example.org'), ',')
param budget = { amount: 2000, start: readEnvironmentVariable('PATCHFCN_BUDGET_START', '2026-01-01') }

param device = 'gpu'
param modelFolder = 'models/phantom-compact'
param minReplicas = 1
param maxReplicas = 10
