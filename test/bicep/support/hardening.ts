import type { Resource, Snapshot } from './bicep-cli.ts';

type Expected = Readonly<Record<string, unknown>>;

const at = (resource: Resource, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) => (value as Record<string, unknown> | undefined)?.[name],
      resource.properties,
    );

/** What keeps keys out, by type; a type that has none is listed with `{}`. */
const KEYLESS: Readonly<Record<string, Expected>> = {
  'Microsoft.App/managedEnvironments': {},
  'Microsoft.App/sessionPools': {},
  'Microsoft.CognitiveServices/accounts': { disableLocalAuth: true },
  'Microsoft.Consumption/budgets': {},
  'Microsoft.ContainerRegistry/registries': { adminUserEnabled: false, anonymousPullEnabled: false },
  'Microsoft.DocumentDB/databaseAccounts': {
    disableLocalAuth: true,
    disableKeyBasedMetadataWriteAccess: true,
  },
  'Microsoft.DurableTask/schedulers': {},
  'Microsoft.Insights/actionGroups': {},
  'Microsoft.Insights/components': { DisableLocalAuth: true },
  'Microsoft.Insights/metricAlerts': {},
  'Microsoft.Insights/scheduledQueryRules': {},
  'Microsoft.Insights/workbooks': {},
  'Microsoft.KeyVault/vaults': { enableRbacAuthorization: true },
  'Microsoft.ManagedIdentity/userAssignedIdentities': {},
  'Microsoft.Network/natGateways': {},
  'Microsoft.Network/networkSecurityGroups': {},
  'Microsoft.Network/privateDnsZones': {},
  'Microsoft.Network/privateEndpoints': {},
  'Microsoft.Network/publicIPAddresses': {},
  'Microsoft.Network/virtualNetworks': {},
  'Microsoft.OperationalInsights/workspaces': { 'features.disableLocalAuth': true },
  'Microsoft.ServiceBus/namespaces': { disableLocalAuth: true },
  'Microsoft.Storage/storageAccounts': { allowSharedKeyAccess: false, allowBlobPublicAccess: false },
  'Microsoft.Web/serverfarms': {},
  'Microsoft.Web/sites': {},
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': { allow: false },
};

/** The oldest TLS that is spoken, by type of those that can say it. */
const TLS: Readonly<Record<string, Expected>> = {
  'Microsoft.DocumentDB/databaseAccounts': { minimalTlsVersion: 'Tls12' },
  'Microsoft.ServiceBus/namespaces': { minimumTlsVersion: '1.2' },
  'Microsoft.Storage/storageAccounts': { minimumTlsVersion: 'TLS1_2', supportsHttpsTrafficOnly: true },
  'Microsoft.Web/sites': {
    httpsOnly: true,
    'siteConfig.minTlsVersion': '1.2',
    'siteConfig.scmMinTlsVersion': '1.2',
    'siteConfig.ftpsState': 'Disabled',
  },
};

/** Types that a network of our own can hold. */
const PRIVATE = [
  'Microsoft.CognitiveServices/accounts',
  'Microsoft.DocumentDB/databaseAccounts',
  'Microsoft.KeyVault/vaults',
  'Microsoft.ServiceBus/namespaces',
  'Microsoft.Storage/storageAccounts',
];

/** Types whose logs go to the workspace; of a storage account those of its blobs. */
const LOGGED = [
  ...PRIVATE.filter((type) => !type.includes('Storage')),
  'Microsoft.App/managedEnvironments',
  'Microsoft.ContainerRegistry/registries',
  'Microsoft.Storage/storageAccounts/blobServices',
  'Microsoft.Web/sites',
];

const deviations = ({ predictedResources }: Snapshot, rules: Readonly<Record<string, Expected>>): string[] =>
  predictedResources.flatMap((resource) =>
    Object.entries(rules[resource.type] ?? {}).flatMap(([path, value]) =>
      at(resource, path) === value
        ? []
        : [`${resource.name}: ${path} is ${JSON.stringify(at(resource, path))}`],
    ),
  );

/** Parts of a resource that a rule of its parent covers. */
const isPart = ({ type }: Resource): boolean =>
  type.split('/').length > 2 || /^Microsoft\.(Authorization|Insights\/diagnosticSettings)/.test(type);

const KEYS =
  /list(Keys|Secrets|ConnectionStrings|Credentials|AccountSas)?\(|AccountKey=|SharedAccessKey=|SharedAccessSignature/i;

/** Whatever opens something by a key. */
export const keyViolations = (snapshot: Snapshot): string[] => [
  ...deviations(snapshot, KEYLESS),
  ...snapshot.predictedResources
    .filter((resource) => !isPart(resource) && !(resource.type in KEYLESS))
    .map(({ type }) => `${type}: nobody has said whether keys open it`),
  ...snapshot.predictedResources
    .filter((resource) => KEYS.test(JSON.stringify(resource)))
    .map(({ name }) => `${name}: a key is read`),
];

export const tlsViolations = (snapshot: Snapshot): string[] => deviations(snapshot, TLS);

/** What is reached from outside although the network is private, or the other way round. */
export const networkViolations = (snapshot: Snapshot, isPrivate: boolean): string[] => {
  const endpoints = snapshot.predictedResources.filter(
    ({ type }) => type === 'Microsoft.Network/privateEndpoints',
  );
  const linked = JSON.stringify(endpoints);
  return snapshot.predictedResources
    .filter(({ type }) => PRIVATE.includes(type))
    .flatMap((resource) => [
      ...deviations(
        { ...snapshot, predictedResources: [resource] },
        { [resource.type]: { publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled' } },
      ),
      ...(endpoints.length > 0 === isPrivate
        ? []
        : [`${resource.name}: ${endpoints.length} private endpoints`]),
    ])
    .concat(isPrivate && !linked.includes('privateLinkServiceId') ? ['no endpoint is linked'] : []);
};

/** What logs nothing to the workspace. */
export const logViolations = ({ predictedResources }: Snapshot): string[] => {
  const logged = predictedResources
    .filter(({ type }) => type === 'Microsoft.Insights/diagnosticSettings')
    .filter(({ properties }) => Array.isArray(properties['logs']) && properties['logs'].length > 0)
    .map(({ id }) => id.replace(/\/providers\/Microsoft\.Insights\/diagnosticSettings\/\w+$/, ''));
  return predictedResources
    .filter(({ type, id }) => LOGGED.includes(type) && !logged.includes(id))
    .map(({ name }) => `${name}: logs nothing`);
};
