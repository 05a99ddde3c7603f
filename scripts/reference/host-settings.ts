/** What each value of host.json means: its unit, and who goes by it. In Markdown. */
export const HOST_SETTINGS: Readonly<Record<string, { meaning: string; unit?: string; onlyAzure?: true }>> = {
  version: { meaning: 'Of the format.', onlyAzure: true },
  functionTimeout: { meaning: 'Longest run of an activity.', unit: 'hh:mm:ss' },
  telemetryMode: { meaning: 'How the host exports telemetry.', onlyAzure: true },
  'logging.logLevel.default': { meaning: 'Least severe entry that the host logs.', onlyAzure: true },
  'logging.logLevel.Host.Aggregator': { meaning: 'The same for its counts.', onlyAzure: true },
  'extensionBundle.id': { meaning: 'Extensions of the host.', onlyAzure: true },
  'extensionBundle.version': { meaning: 'Versions that do.', onlyAzure: true },
  'extensions.http.routePrefix': {
    meaning: 'Put before every path; empty: paths are as in the API reference.',
  },
  'extensions.durableTask.hubName': { meaning: 'Separates apps that share a storage account.' },
  'extensions.durableTask.defaultVersion': {
    meaning: 'Version of the orchestrations: the one in `factory/domain/orchestration-version.ts`.',
  },
  'extensions.durableTask.versionMatchStrategy': {
    meaning: 'Which orchestrations the app runs: `Strict`, those that its version started.',
  },
  'extensions.durableTask.versionFailureStrategy': {
    meaning: 'What becomes of the others: `Reject` leaves them as they are.',
  },
  'extensions.durableTask.maxConcurrentActivityFunctions': {
    meaning: 'Activities at a time.',
    unit: 'count',
  },
  'extensions.durableTask.maxConcurrentOrchestratorFunctions': {
    meaning: 'Turns of orchestrations at a time.',
    unit: 'count',
  },
  'extensions.durableTask.tracing.DistributedTracingEnabled': {
    meaning: 'Whether orchestrations are traced.',
    onlyAzure: true,
  },
  'extensions.durableTask.tracing.Version': { meaning: 'Of that tracing.', onlyAzure: true },
  'extensions.serviceBus.maxConcurrentCalls': { meaning: 'Messages at a time.', unit: 'count' },
  'extensions.serviceBus.maxAutoLockRenewalDuration': {
    meaning: 'How long the lock of a message is renewed.',
    unit: 'hh:mm:ss',
    onlyAzure: true,
  },
};

/** Application settings that the Functions host and its extensions read; bicep/main.bicep provides these and those of settings.azure.ts. */
export const HOST_APP_SETTINGS: Readonly<Record<string, string>> = {
  AzureWebJobsStorage__accountName: 'Storage account of the host.',
  AzureWebJobsStorage__credential: '`managedidentity`.',
  AzureWebJobsStorage__clientId: 'Client id of that identity.',
  AzureWebJobsDisableHomepage: '`true`: the page of the factory is at `/`.',
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'The identity by which the host sends its own telemetry.',
  APPLICATION_INSIGHTS_NO_STATSBEAT: '`true`: the SDK does not report its own use.',
  ServiceBus__credential: '`managedidentity`.',
  ServiceBus__clientId: 'Client id of that identity.',
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__type:
    '`azureManaged`: Durable Task Scheduler keeps the histories. Else the storage account does.',
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName:
    'Name of the next setting.',
  DURABLE_TASK_SCHEDULER: 'Address and hub of the scheduler, and the identity; no key.',
};
