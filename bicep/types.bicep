@export()
@description('What every resource of the factory is marked with.')
type tagsType = {
  application: string
  environment: string
}

@export()
@description('How much of everything there may be; docs/operations/sizing.md says what for.')
type sizeType = {
  @description('Memory of an instance of the app.')
  instanceMemoryMB: 2048 | 4096

  @minValue(40)
  @maxValue(1000)
  maximumInstances: int

  @description('Instances that are always there, for requests and for orchestrations.')
  alwaysReady: { http: int, durable: int }

  @description('Most request units per second of the database; it scales between a tenth of it and this.')
  @minValue(1000)
  cosmosThroughput: int

  @description('Sessions that run at the same time, and those that wait ready.')
  sessions: { most: int, ready: int }

  @description('Capacity units of a Premium namespace; 0 is a Standard one.')
  serviceBusUnits: 0 | 1 | 2 | 4
}

@export()
@description('A deployment of a model. `capacity`: thousands of tokens per minute.')
type modelType = {
  deployment: string
  model: string
  version: string
  sku: 'Standard' | 'DataZoneStandard' | 'GlobalStandard'
  capacity: int
}

@export()
@description('Another system that sends messages, as docs/reference/messages.md has it.')
type senderType = {
  name: string
  tenant: string
  roles: string[]
  requests: string
  control: string
  replies: string?
}

@export()
@description('Who may call over HTTP, as docs/security.md has it. Without `audience` no token is good, without `keysSecret` no key.')
type accessType = {
  @description('Client id of the API in Entra ID.')
  audience: string?

  @description('Scope that the token of a person has.')
  scope: string?

  @description('Directories that may call, and their tenants; where there is none, the own directory is the own tenant.')
  directories: { directory: string, tenant: string }[]?

  @description('Secret in the Key Vault that holds the entries of access keys. It must be there.')
  keysSecret: string?
}

@export()
@description('The subnet of private endpoints and the zones that they are registered in; each zone by the name of its service.')
type privateAccessType = {
  subnetId: string
  zones: {
    blob: string
    queue: string
    table: string
    cosmos: string
    serviceBus: string
    keyVault: string
    openAI: string
  }
}

@export()
@description('Settings of the app that have a default, as docs/reference/configuration.md has them.')
type moreSettingsType = {
  ACCESS_AUTHORITY: string?
  AZURE_DEVOPS_HOOK_SECRET_PREFIX: string?
  FACTORY_TELEMETRY_SAMPLING: string?
  LIMIT_BODY_BYTES: string?
  LIMIT_EVENT_STREAMS: string?
  LIMIT_REQUESTS_PER_MINUTE: string?
  MODEL_API_VERSION: string?
  MODEL_EFFORT: ('minimal' | 'low' | 'medium' | 'high')?
  MODEL_FALLBACK_FAMILY: string?
  MODEL_INPUT_PRICE: string?
  MODEL_MAX_OUTPUT_TOKENS: string?
  MODEL_OUTPUT_PRICE: string?
}
