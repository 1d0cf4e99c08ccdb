// The Functions app as a container. Its scale rules are made by the platform from the triggers it finds in the image.
import { AppIdentity, secretName } from '../types.bicep'

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

@description('Settings that are secrets, each with the address of a secret in a Key Vault.')
param settingsFromVault { *: string }

var port = 8080
var identitySettings = {
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identity.clientId}'
  AZURE_CLIENT_ID: identity.clientId
  AzureWebJobsStorage__clientId: identity.clientId
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsSecretStorageType: 'blob' // the host makes the function keys, and they outlive what is deployed here
  AzureFunctionsWebHost__hostid: '${prefix}-app' // else it has the name of the replica in it, and so has where the keys lie
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
      secrets: [
        for setting in items(settingsFromVault): { name: secretName(setting.key), keyVaultUrl: setting.value, identity: identity.id }
      ]
    }
    template: {
      scale: { minReplicas: scale.min, maxReplicas: scale.max }
      terminationGracePeriodSeconds: 60
      containers: [
        {
          name: 'patchfcn'
          image: image
          resources: { cpu: json(profile.cpu), memory: profile.memory }
          env: concat(
            map(items(union(identitySettings, settings)), setting => { name: setting.key, value: string(setting.value) }),
            map(items(settingsFromVault), setting => { name: setting.key, secretRef: secretName(setting.key) })
          )
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
