// Durable Task Scheduler, the managed backend.
import { AppIdentity, roles } from '../types.bicep'

param prefix string
param location string
param identity AppIdentity

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: '${prefix}-scheduler'
  location: location
  properties: {
    sku: { name: 'Consumption' }
    ipAllowlist: ['0.0.0.0/0'] // an empty list shuts everyone out; the identity is what guards it
  }

  resource hub 'taskHubs' = { name: 'patchfcn' }
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(scheduler::hub.id, 'app', roles.DurableTaskDataContributor)
  scope: scheduler::hub
  properties: {
    principalId: identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.DurableTaskDataContributor)
  }
}

output connection string = 'Endpoint=${scheduler.properties.endpoint};Authentication=ManagedIdentity;ClientID=${identity.clientId}'
