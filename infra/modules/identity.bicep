// The one identity of the app: what it may do stands beside each resource, under roles.
import { AppIdentity } from '../types.bicep'

param prefix string
param location string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${prefix}-identity'
  location: location
}

output app AppIdentity = {
  id: identity.id
  name: identity.name
  clientId: identity.properties.clientId
  principalId: identity.properties.principalId
}
