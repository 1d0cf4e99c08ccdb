// Logs, telemetry, and whom to tell.
import { roles } from '../types.bicep'

param prefix string
param location string
param operators string[]

@description('Identity that sends telemetry.')
param publisher string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: '${prefix}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 90
    features: { disableLocalAuth: true }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: '${prefix}-insights'
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true // the connection string alone lets nobody write
  }
}

resource publish 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, 'app', roles.MonitoringMetricsPublisher)
  scope: insights
  properties: {
    principalId: publisher
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.MonitoringMetricsPublisher)
  }
}

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${prefix}-operators'
  location: 'global'
  properties: {
    enabled: true
    groupShortName: take(prefix, 12)
    emailReceivers: [for (address, i) in operators: { name: 'operator${i}', emailAddress: address, useCommonAlertSchema: true }]
  }
}

output workspace string = workspace.id
output insights string = insights.id
output connectionString string = insights.properties.ConnectionString
output operators string = group.id
