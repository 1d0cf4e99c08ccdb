// The Container Apps environment and the hardware in it.
param prefix string
param location string
param device 'gpu' | 'cpu'

@description('Whether it is reachable from the virtual network only.')
param private bool

@description('Id of the Log Analytics workspace.')
param workspace string

var gpu = { name: 'gpu', workloadProfileType: 'Consumption-GPU-NC8as-T4' }
var cpu = { name: 'Consumption', workloadProfileType: 'Consumption' }

resource network 'Microsoft.Network/virtualNetworks@2025-01-01' existing = if (private) {
  name: '${prefix}-network'

  resource subnet 'subnets' existing = { name: 'app' }
}

resource environment 'Microsoft.App/managedEnvironments@2025-07-01' = {
  name: '${prefix}-environment'
  location: location
  properties: {
    workloadProfiles: device == 'gpu' ? [cpu, gpu] : [cpu]
    vnetConfiguration: private ? { infrastructureSubnetId: network::subnet.id, internal: true } : null
    publicNetworkAccess: private ? 'Disabled' : 'Enabled'
    appLogsConfiguration: { destination: 'azure-monitor' } // by diagnostic setting: needs no workspace key
  }
}

// The platform makes up the domain, so What-If cannot know the names in it.
module names 'environment-names.bicep' = if (private) {
  #disable-next-line what-if-short-circuiting
  params: { prefix: prefix, domain: environment.properties.defaultDomain, address: environment.properties.staticIp }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: environment
  properties: {
    workspaceId: workspace
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
  }
}

output id string = environment.id
output profile { name: string, cpu: string, memory: string } = device == 'gpu'
  ? { name: gpu.name, cpu: '8', memory: '56Gi' }
  : { name: cpu.name, cpu: '4', memory: '8Gi' }
