// Where the image lies. Deployed before everything else, since the app cannot start without an image.
import { globalName } from 'types.bicep'

@description('The prefix of main.bicep.')
@minLength(3)
@maxLength(12)
param prefix string

param location string = resourceGroup().location

resource registry 'Microsoft.ContainerRegistry/registries@2025-04-01' = {
  name: globalName(prefix, 'acr', uniqueString(resourceGroup().id))
  location: location
  sku: { name: 'Premium' } // streams layers of large images, which shortens the cold start of the GPU image
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
  }
}

output name string = registry.name
