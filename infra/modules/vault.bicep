// Where the secrets of the app lie. Who puts them there is yours to say; the app may read them.
import { globalName, roles } from '../types.bicep'

param prefix string
param location string

@description('Identity that reads secrets.')
param reader string

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: globalName(prefix, 'kv', uniqueString(resourceGroup().id))
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 7 // for so long a vault that was deleted keeps its name
  }
}

resource read 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, 'app', roles.KeyVaultSecretsUser)
  scope: vault
  properties: {
    principalId: reader
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.KeyVaultSecretsUser)
  }
}

output name string = vault.name
