import { CONTAINERS } from '../../../platform/azure/cosmos/containers.ts';
import type { Resource, Snapshot } from './bicep-cli.ts';

const ofType = ({ predictedResources }: Snapshot, type: string): Resource[] =>
  predictedResources.filter((resource) => resource.type === type);

const last = ({ name }: Resource): string => name.split('/').at(-1) ?? '';

const differs = (what: string, found: unknown, wanted: unknown): string[] =>
  JSON.stringify(found) === JSON.stringify(wanted)
    ? []
    : [`${what}: ${JSON.stringify(found)} in the place of ${JSON.stringify(wanted)}`];

type Container = {
  resource: {
    partitionKey: { paths: string[] };
    defaultTtl?: number | null;
    indexingPolicy: {
      includedPaths: { path: string }[];
      excludedPaths: { path: string }[];
      vectorIndexes?: { path: string; type: string }[];
      fullTextIndexes?: { path: string }[];
    };
    vectorEmbeddingPolicy?: { vectorEmbeddings: { path: string; dimensions: number }[] };
    fullTextPolicy?: { fullTextPaths: { path: string }[] };
  };
};

const containerViolations = (name: string, { resource }: Container): string[] => {
  if (!(name in CONTAINERS)) return [`${name}: no store has this container`];
  const wanted = CONTAINERS[name as keyof typeof CONTAINERS];
  const { indexingPolicy: policy } = resource;
  return [
    ...differs(`${name} partition`, resource.partitionKey.paths, ['/pk']),
    ...differs(
      `${name} time to live`,
      resource.defaultTtl ?? undefined,
      'defaultTtlSeconds' in wanted ? wanted.defaultTtlSeconds : undefined,
    ),
    ...differs(
      `${name} index`,
      policy.includedPaths.map(({ path }) => path),
      ['/pk/?', ...wanted.indexed.map((field) => `/${field}/?`)],
    ),
    ...differs(`${name} exclusions`, policy.excludedPaths, [{ path: '/*' }]),
  ];
};

/** What the stores want of the database and do not have, or have and do not want. */
export const databaseViolations = (snapshot: Snapshot, dimensions: number): string[] => {
  const containers = ofType(snapshot, 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers');
  const there = containers.map(last);
  const capabilities = ofType(snapshot, 'Microsoft.DocumentDB/databaseAccounts').flatMap(
    ({ properties }) => properties['capabilities'] as { name: string }[],
  );
  const knowledge = containers.find((each) => last(each) === 'knowledge')?.properties as
    Container | undefined;
  return [
    ...Object.keys(CONTAINERS)
      .filter((name) => !there.includes(name))
      .map((name) => `${name}: is not provisioned`),
    ...containers.flatMap((each) => containerViolations(last(each), each.properties as unknown as Container)),
    ...differs(
      'capabilities',
      capabilities.map(({ name }) => name),
      ['EnableNoSQLVectorSearch', 'EnableNoSQLFullTextSearch'],
    ),
    ...differs(
      'vectors',
      knowledge?.resource.vectorEmbeddingPolicy?.vectorEmbeddings.map((each) => [each.path, each.dimensions]),
      [['/vector', dimensions]],
    ),
    ...differs('vector index', knowledge?.resource.indexingPolicy.vectorIndexes, [
      { path: '/vector', type: 'quantizedFlat' },
    ]),
    ...differs('text index', knowledge?.resource.indexingPolicy.fullTextIndexes, [{ path: '/words' }]),
  ];
};

/** Sessions that could reach something or be somebody. */
export const sandboxViolations = (snapshot: Snapshot): string[] => {
  const pools = ofType(snapshot, 'Microsoft.App/sessionPools');
  return [
    ...differs('session pools', pools.length, 1),
    ...pools.flatMap(({ name, properties, identity }) => {
      const settings = properties['managedIdentitySettings'] as { identity: string; lifecycle: string }[];
      const { userAssignedIdentities = {} } = identity as { userAssignedIdentities?: object };
      return [
        ...differs(`${name} egress`, properties['sessionNetworkConfiguration'], { status: 'EgressDisabled' }),
        ...differs(`${name} identities`, Object.keys(userAssignedIdentities).length, settings.length),
        ...settings.flatMap(({ lifecycle }) => differs(`${name} identity`, lifecycle, 'None')),
        ...differs(`${name} secrets`, properties['secrets'], undefined),
      ];
    }),
  ];
};

const ENDED = ['Completed', 'Failed', 'Terminated', 'Canceled'];

/** A scheduler that nobody reaches, or that keeps everything for ever. */
export const schedulerViolations = (snapshot: Snapshot): string[] => {
  const schedulers = ofType(snapshot, 'Microsoft.DurableTask/schedulers');
  const policies = ofType(snapshot, 'Microsoft.DurableTask/schedulers/retentionPolicies').flatMap(
    ({ properties }) =>
      properties['retentionPolicies'] as { orchestrationState: string; retentionPeriodInDays: number }[],
  );
  return schedulers.flatMap(({ name, properties }) => [
    ...((properties['ipAllowlist'] as string[] | undefined)?.length ? [] : [`${name}: refuses everybody`]),
    ...ENDED.filter(
      (state) =>
        !policies.some((each) => each.orchestrationState === state && each.retentionPeriodInDays > 0),
    ).map((state) => `${name}: ${state} is never removed`),
  ]);
};

/** Entities of the bus, and the types of events that each subscription lets through. */
export const busOf = (snapshot: Snapshot) => ({
  queues: ofType(snapshot, 'Microsoft.ServiceBus/namespaces/queues').map(last).toSorted(),
  topics: ofType(snapshot, 'Microsoft.ServiceBus/namespaces/topics').map(last),
  subscriptions: Object.fromEntries(
    ofType(snapshot, 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules').map(
      ({ name, properties }) => [
        name.split('/')[2] ?? '',
        (properties['sqlFilter'] as { sqlExpression: string }).sqlExpression,
      ],
    ),
  ),
  withoutDuplicateDetection: [
    ...ofType(snapshot, 'Microsoft.ServiceBus/namespaces/queues'),
    ...ofType(snapshot, 'Microsoft.ServiceBus/namespaces/topics'),
  ].filter(({ properties }) => properties['requiresDuplicateDetection'] !== true),
});
