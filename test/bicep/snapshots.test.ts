import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { defaultSenders, RESERVED_ENTITIES } from '../../factory/domain/sender.ts';
import { createAzureEmbeddings } from '../../platform/azure/model/embeddings.ts';
import { ACCESS } from '../../platform/azure/access.ts';
import { AUDIENCES } from '../../platform/azure/identity/audiences.ts';
import { transitionTypes } from '../../factory/domain/transition-data.ts';
import { accessViolations, type Provisioned } from './support/access.ts';
import {
  copyOfBicep,
  hasBicep,
  parseSnapshot,
  root,
  snapshotText,
  type Resource,
  type Snapshot,
} from './support/bicep-cli.ts';
import { keyViolations, logViolations, networkViolations, tlsViolations } from './support/hardening.ts';
import { busOf, databaseViolations, sandboxViolations, schedulerViolations } from './support/services.ts';
import { leftOver, settingErrors, settingsOf, unprovided } from './support/settings.ts';

const golden = (name: string): Snapshot =>
  parseSnapshot(readFileSync(join(root, `bicep/${name}.snapshot.json`), 'utf8'));

type Environment = { snapshot: Snapshot; isPrivate: boolean; provisioned: Provisioned };
const environments: Record<string, Environment> = {
  dev: {
    snapshot: golden('dev'),
    isPrivate: false,
    provisioned: { scheduler: true, 'histories in storage': false, models: false },
  },
  production: {
    snapshot: golden('production'),
    isPrivate: true,
    provisioned: { scheduler: true, 'histories in storage': false, models: true },
  },
};

/** One with every parameter set, histories in storage and another model than Azure OpenAI's. */
const folder = hasBicep ? copyOfBicep() : '';
if (hasBicep) {
  copyFileSync(
    join(root, 'test/bicep/fixtures/everything.bicepparam'),
    join(folder, 'everything.bicepparam'),
  );
  environments['everything'] = {
    snapshot: parseSnapshot(snapshotText(folder, 'everything')),
    isPrivate: true,
    provisioned: { scheduler: false, 'histories in storage': true, models: true },
  };
}
afterAll(() => hasBicep && rmSync(dirname(folder), { recursive: true, force: true }));

const { dimensions } = createAzureEmbeddings({
  endpoint: 'https://example.openai.azure.com',
  credential: { getToken: async () => null },
  deployment: 'any',
});

describe.each(Object.entries(environments))('%s', (name, { snapshot, isPrivate, provisioned }) => {
  const settings = settingsOf(snapshot);

  it('opens nothing by a key, and speaks TLS 1.2', () => {
    expect(snapshot.predictedResources.length).toBeGreaterThan(70);
    expect(keyViolations(snapshot)).toEqual([]);
    expect(tlsViolations(snapshot)).toEqual([]);
  });

  it('is reached as its parameters say, and logs', () => {
    expect(networkViolations(snapshot, isPrivate)).toEqual([]);
    expect(logViolations(snapshot)).toEqual([]);
  });

  it('gives the roles that are needed and no others', () => {
    expect(accessViolations(snapshot, provisioned)).toEqual([]);
  });

  it('has settings that the app takes, and none that nobody reads', () => {
    expect(Object.keys(settings).length).toBeGreaterThan(20);
    expect(settingErrors(settings)).toEqual([]);
    expect(leftOver(settings)).toEqual([]);
  });

  it('has every container, index and vector policy of the stores', () => {
    expect(databaseViolations(snapshot, dimensions)).toEqual([]);
  });

  it('has sessions without network and identity, and a scheduler that forgets', () => {
    expect(sandboxViolations(snapshot)).toEqual([]);
    expect(schedulerViolations(snapshot)).toEqual([]);
    expect(JSON.stringify(snapshot).includes('Microsoft.DurableTask')).toBe(provisioned.scheduler);
    expect(name === 'everything').toBe(!provisioned.scheduler);
  });
});

describe('the bus', () => {
  const bus = busOf(golden('dev'));

  it('has the queues of the default sender, that of what is rejected, and the topic', () => {
    const [sender] = defaultSenders('local');
    const { requests, control, replies } = sender!;
    expect(bus.queues).toEqual([control, 'factory-rejected', replies, requests].toSorted());
    expect([...bus.topics, 'factory-rejected'].toSorted()).toEqual([...RESERVED_ENTITIES].toSorted());
    expect(bus.withoutDuplicateDetection).toEqual([]);
  });

  it('lets through to each subscription what its function acts on', () => {
    expect(Object.keys(bus.subscriptions).toSorted()).toEqual(['journal', 'replies', 'wakes']);
    const typesOf = (subscription: string): string[] =>
      [...(bus.subscriptions[subscription] ?? '').matchAll(/'([\w.]+)'/g)].map(([, type]) => type!);
    const actedOn = (path: string): string[] =>
      transitionTypes.filter((type) => readFileSync(join(root, path), 'utf8').includes(`'${type}'`));
    expect(bus.subscriptions['journal']).toBe('1=1');
    expect(typesOf('wakes')).toEqual(actedOn('functions/wake-stopped.ts'));
    expect(typesOf('replies')).toEqual(actedOn('functions/reply-ended.ts'));
  });

  it.skipIf(!hasBicep)('has the queues of every sender that is registered', () => {
    expect(busOf(environments['everything']!.snapshot).queues).toEqual([
      'factory-rejected',
      'nightly-control',
      'nightly-requests',
      'portal-control',
      'portal-replies',
      'portal-requests',
    ]);
  });
});

describe.skipIf(!hasBicep)('the settings', () => {
  it('are all provided by some environment', () => {
    const all = Object.values(environments).map(({ snapshot }) => settingsOf(snapshot));
    expect(unprovided(all)).toEqual([]);
    expect(unprovided([settingsOf(golden('dev'))])).toContain('MODEL_ENDPOINT');
  });
});

it('has a role for each service that an adapter calls', () => {
  const needed = ACCESS.map(({ needs }) => needs as string);
  const outside = ['azureDevOps'];
  const called = [...Object.keys(AUDIENCES), 'cosmos'];
  expect(called.filter((each) => !needed.includes(each))).toEqual(outside);
});

describe('a planted fault', () => {
  let snapshot: Snapshot;
  beforeAll(() => {
    snapshot = golden('production');
  });

  /** The snapshot with the resource of a type changed. */
  const planted = (type: string, change: (resource: Resource) => Partial<Resource>): Snapshot => {
    let count = 0;
    const predictedResources = snapshot.predictedResources.map((resource) => {
      if (resource.type !== type || count > 0) return resource;
      count += 1;
      return { ...resource, ...change(resource) };
    });
    expect(count).toBe(1);
    return { ...snapshot, predictedResources };
  };
  const withProperty = (type: string, property: object): Snapshot =>
    planted(type, ({ properties }) => ({ properties: { ...properties, ...property } }));
  const without = (type: string): Snapshot => ({
    ...snapshot,
    predictedResources: snapshot.predictedResources.filter((resource) => resource.type !== type),
  });
  const { provisioned } = environments['production']!;

  it.each([
    ['Microsoft.Storage/storageAccounts', { allowSharedKeyAccess: true }],
    ['Microsoft.DocumentDB/databaseAccounts', { disableLocalAuth: false }],
    ['Microsoft.ContainerRegistry/registries', { adminUserEnabled: true }],
    ['Microsoft.Web/sites/config', { AzureWebJobsStorage: 'AccountKey=x' }],
    ['Microsoft.Web/sites/basicPublishingCredentialsPolicies', { allow: true }],
  ])('in %s is a key', (type, property) => {
    expect(keyViolations(withProperty(type, property))).not.toEqual([]);
  });

  it('is a type of which nobody has said whether it has keys', () => {
    const more = { id: '/x', name: 'x', type: 'Microsoft.Cache/redis', properties: {} };
    expect(
      keyViolations({ ...snapshot, predictedResources: [...snapshot.predictedResources, more] }),
    ).toHaveLength(1);
  });

  it('is old TLS, an open door or a service without logs', () => {
    expect(
      tlsViolations(withProperty('Microsoft.ServiceBus/namespaces', { minimumTlsVersion: '1.0' })),
    ).toHaveLength(1);
    expect(tlsViolations(withProperty('Microsoft.Web/sites', { siteConfig: {} }))).toHaveLength(3);
    const open = withProperty('Microsoft.KeyVault/vaults', { publicNetworkAccess: 'Enabled' });
    expect(networkViolations(open, true)).toHaveLength(1);
    expect(networkViolations(without('Microsoft.Network/privateEndpoints'), true).length).toBeGreaterThan(5);
    expect(networkViolations(snapshot, false).length).toBeGreaterThan(5);
    expect(logViolations(without('Microsoft.Insights/diagnosticSettings')).length).toBeGreaterThan(8);
  });

  it('is a role too much, on too much, for somebody else, or missing', () => {
    const owner = planted('Microsoft.Authorization/roleAssignments', ({ properties }) => ({
      properties: { ...properties, roleDefinitionId: '/…/8e3af657-a8ff-443c-a75c-2fe8c4bcb635' },
    }));
    expect(accessViolations(owner, provisioned)).toHaveLength(2);
    const account = withProperty('Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments', {
      scope: '/subscriptions/x/providers/Microsoft.DocumentDB/databaseAccounts/cosmos',
    });
    expect(accessViolations(account, provisioned)).toHaveLength(2);
    const somebody = withProperty('Microsoft.Authorization/roleAssignments', { principalId: 'somebody' });
    expect(accessViolations(somebody, provisioned)).toHaveLength(2);
    expect(
      accessViolations(without('Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments'), provisioned),
    ).toHaveLength(1);
    expect(accessViolations(snapshot, { ...provisioned, models: false })).toHaveLength(1);
  });

  it('is a setting that nobody reads, or that the app refuses', () => {
    const settings = settingsOf(snapshot);
    expect(leftOver({ ...settings, FACTORY_FORGOTTEN: 'x' })).toEqual(['FACTORY_FORGOTTEN']);
    expect(settingErrors({ ...settings, MODEL_ENDPOINT: '' })).toHaveLength(1);
    const { COSMOS_ENDPOINT: _, ...rest } = settings;
    expect(settingErrors(rest)).toHaveLength(1);
  });

  it.each([
    ['without a container', () => without('Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers')],
    ['without vectors', () => withProperty('Microsoft.DocumentDB/databaseAccounts', { capabilities: [] })],
    [
      'with a container that no store has',
      () =>
        planted('Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers', () => ({ name: 'a/b/c' })),
    ],
  ])('is a database %s', (_, changed) => {
    expect(databaseViolations(changed(), dimensions)).not.toEqual([]);
  });

  it('is a database whose index or vectors are others', () => {
    expect(databaseViolations(snapshot, dimensions + 1)).toHaveLength(1);
    const text = JSON.stringify(snapshot);
    for (const [from, to] of [
      ['/createdAt/?', '/created/?'],
      ['quantizedFlat', 'flat'],
      ['/pk"]', '/id"]'],
    ] as const)
      expect(databaseViolations(parseSnapshot(text.replace(from, to)), dimensions)).toHaveLength(1);
  });

  it('is a session with a network or an identity, or a scheduler that keeps or refuses everything', () => {
    const egress = { sessionNetworkConfiguration: { status: 'EgressEnabled' } };
    expect(sandboxViolations(withProperty('Microsoft.App/sessionPools', egress))).toHaveLength(1);
    const identity = { managedIdentitySettings: [{ identity: 'x', lifecycle: 'Main' }] };
    expect(sandboxViolations(withProperty('Microsoft.App/sessionPools', identity))).toHaveLength(1);
    expect(
      schedulerViolations(withProperty('Microsoft.DurableTask/schedulers', { ipAllowlist: [] })),
    ).toHaveLength(1);
    expect(schedulerViolations(without('Microsoft.DurableTask/schedulers/retentionPolicies'))).toHaveLength(
      4,
    );
  });
});
