// The app may pull images.
import { globalName, roles } from '../types.bicep'

param prefix string
param puller string

resource registry 'Microsoft.ContainerRegistry/registries@2025-04-01' existing = {
  name: globalName(prefix, 'acr', uniqueString(resourceGroup().id))
}

resource pull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, 'app', roles.AcrPull)
  scope: registry
  properties: {
    principalId: puller
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.AcrPull)
  }
}

output server string = registry.properties.loginServer
