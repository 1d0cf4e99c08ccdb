// Where findings go: clinicians' systems subscribe here. Events are CloudEvents 1.0.
import { roles } from '../types.bicep'

param prefix string
param location string

@description('Identity that publishes.')
param sender string

resource topic 'Microsoft.EventGrid/topics@2025-02-15' = {
  name: '${prefix}-alerts'
  location: location
  properties: {
    inputSchema: 'CloudEventSchemaV1_0'
    disableLocalAuth: true
    minimumTlsVersionAllowed: '1.2'
  }
}

resource publish 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(topic.id, 'app', roles.EventGridDataSender)
  scope: topic
  properties: {
    principalId: sender
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.EventGridDataSender)
  }
}

output id string = topic.id
output endpoint string = topic.properties.endpoint
