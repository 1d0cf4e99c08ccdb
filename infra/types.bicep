// Types and names that several templates share.

@export()
@description('Storage of Durable Functions.')
type DurableBackend = 'AzureStorage' | 'MSSQL' | 'DurableTaskScheduler'

@export()
@description('The user-assigned identity the app runs as.')
type AppIdentity = { id: string, name: string, clientId: string, principalId: string }

@export()
@description('Name for what must be unique in the world and takes no dashes; salt is uniqueString of the resource group.')
func globalName(prefix string, kind string, salt string) string => take('${toLower(replace(prefix, '-', ''))}${kind}${salt}', 24)

@export()
@description('Name within the container app of the secret that a setting takes its value from: lower case, single dashes.')
func secretName(setting string) string => toLower(replace(replace(setting, '__', '-'), '_', '-'))

@export()
@description('Built-in roles, the only ones that are given.')
var roles = {
  AcrPull: '7f951dda-4ed3-4680-a7ca-43fe172d538d'
  DurableTaskDataContributor: '0ad04412-c4d5-4796-b79c-f76d14c8d402'
  EventGridDataSender: 'd5a91429-5739-47e2-a06b-3470a27159e7'
  KeyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  MonitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  StorageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  StorageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  StorageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  StorageQueueDataMessageSender: 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a'
  StorageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}
