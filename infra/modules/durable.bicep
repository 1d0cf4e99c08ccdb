// Where Durable Functions keeps its state, and the settings of the app that say so.
import { AppIdentity, DurableBackend } from '../types.bicep'

param backend DurableBackend
param prefix string
param location string
param identity AppIdentity

module scheduler 'durable-scheduler.bicep' = if (backend == 'DurableTaskScheduler') {
  params: { prefix: prefix, location: location, identity: identity }
}

module sql 'durable-sql.bicep' = if (backend == 'MSSQL') {
  params: { prefix: prefix, location: location, identity: identity }
}

var provider = 'AzureFunctionsJobHost__extensions__durableTask__storageProvider__'

output settings object = union(
  { AzureFunctionsJobHost__extensions__durableTask__hubName: 'patchfcn' },
  backend == 'AzureStorage' ? { '${provider}type': 'AzureStorage', '${provider}maxQueuePollingInterval': '00:00:00.250' } : {},
  backend == 'MSSQL'
    ? { '${provider}type': 'mssql', '${provider}connectionStringName': 'DurableSql', DurableSql: sql!.outputs.connection }
    : {},
  backend == 'DurableTaskScheduler'
    ? {
        '${provider}type': 'azureManaged'
        '${provider}connectionStringName': 'DurableScheduler'
        DurableScheduler: scheduler!.outputs.connection
      }
    : {}
)
