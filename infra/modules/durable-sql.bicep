// A serverless SQL database for the MSSQL backend, without passwords. The server holds nothing but the task hub, so the app may be its administrator.
import { AppIdentity } from '../types.bicep'

param prefix string
param location string
param identity AppIdentity

resource server 'Microsoft.Sql/servers@2025-01-01' = {
  name: '${prefix}-durable-${uniqueString(resourceGroup().id)}'
  location: location
  properties: {
    minimalTlsVersion: '1.2'
    administrators: {
      administratorType: 'ActiveDirectory'
      azureADOnlyAuthentication: true
      login: identity.name
      principalType: 'Application'
      sid: identity.principalId
      tenantId: tenant().tenantId
    }
  }

  resource database 'databases' = {
    name: 'durable'
    location: location
    sku: { name: 'GP_S_Gen5_2', tier: 'GeneralPurpose' }
    properties: {
      collation: 'Latin1_General_100_BIN2_UTF8' // what the Durable schema wants
      autoPauseDelay: -1 // a database that sleeps delays an alarm by a minute
      minCapacity: json('0.5')
    }
  }

  resource fromAzure 'firewallRules' = {
    name: 'AllowAllWindowsAzureIps'
    properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
  }
}

output connection string = 'Server=tcp:${server.properties.fullyQualifiedDomainName},1433;Database=${server::database.name};Authentication=Active Directory Managed Identity;User Id=${identity.clientId};Encrypt=True'
