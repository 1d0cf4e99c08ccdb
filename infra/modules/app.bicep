// The Functions app as a container. Its scale rules are made by the platform from the triggers it finds in the image.
import { AppIdentity } from '../types.bicep'

param prefix string
param location string
param environment string
param profile { name: string, cpu: string, memory: string }
param identity AppIdentity
param registry string
param image string
param scale { min: int, max: int }

@description('Settings beside those that every deployment has. None is a secret.')
param settings object

var port = 8080
var identitySettings = {
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identity.clientId}'
  AZURE_CLIENT_ID: identity.clientId
  AzureWebJobsStorage__clientId: identity.clientId
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsSecretStorageType: 'containerapp'
  PatchFcnStorage__clientId: identity.clientId
  PatchFcnStorage__credential: 'managedidentity'
}

resource app 'Microsoft.App/containerApps@2025-07-01' = {
  name: '${prefix}-app'
  location: location
  kind: 'functionapp'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    environmentId: environment
    workloadProfileName: profile.name
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: true, targetPort: port, transport: 'auto', allowInsecure: false }
      registries: [{ server: registry, identity: identity.id }]
    }
    template: {
      scale: { minReplicas: scale.min, maxReplicas: scale.max }
      terminationGracePeriodSeconds: 60
      containers: [
        {
          name: 'patchfcn'
          image: image
          resources: { cpu: json(profile.cpu), memory: profile.memory }
          env: [for setting in items(union(identitySettings, settings)): { name: setting.key, value: string(setting.value) }]
          probes: [
            // A large image and a model: 5 minutes to start.
            { type: 'Startup', httpGet: { path: '/health', port: port }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 30 }
            { type: 'Readiness', httpGet: { path: '/health', port: port }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 }
            { type: 'Liveness', httpGet: { path: '/health', port: port }, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5 }
          ]
        }
      ]
    }
  }
}

output address string = 'https://${app.properties.configuration.ingress.fqdn}'
