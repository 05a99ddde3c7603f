import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { deliveryFiles } from '../../../../factory/generators/delivery/delivery-files.ts';
import { platformDelivery } from '../../../../factory/generators/delivery/platform-delivery.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { auditBlueprint } from '../fixtures/audit-blueprint.ts';
import { writtenTree } from './written-tree.ts';

const bicep = process.env.BICEP_PATH ?? resolve(import.meta.dirname, '../../../../.bicep/bicep');
const present = existsSync(bicep);

const run = (...args: string[]) => spawnSync(bicep, args, { encoding: 'utf8' });

/** Names are all that it takes from a blueprint (delivery-files.test.ts), so one stands for all. */
const infrastructure = deliveryFiles(auditBlueprint.services[0]!).filter(({ path }) =>
  /^deploy\/(bicep|observability)\//.test(path),
);

const isBicep = ({ path }: { path: string }) => /^deploy\/(bicep|observability)\//.test(path);
const [catalogue, orders] = bookshopBlueprint.services;
const alone = { ...catalogue!, reactions: [] };

/** What a solution adds: the shared infrastructure, a service that reacts to others, and one that does not. */
const inSolution = [
  ['platform', platformDelivery(bookshopBlueprint), 11],
  ['orders', deliveryFiles(orders!, bookshopBlueprint), 12],
  ['catalogue', deliveryFiles(alone, bookshopBlueprint), 12],
] as const;

const unformatted = (files: readonly { path: string; content: string }[], root: string): string[] => {
  expect(run('format', '--pattern', join(root, 'deploy/bicep/**/*.bicep*')).status).toBe(0);
  return files
    .filter(({ path, content }) => readFileSync(join(root, path), 'utf8').trimEnd() !== content.trimEnd())
    .map(({ path }) => path);
};

describe.skipIf(!present)(
  `generated Bicep${present ? '' : ' (not run: no Bicep CLI; scripts/bicep/install.sh installs it)'}`,
  () => {
    it('builds and lints without a word for every environment', { timeout: 60_000 }, () => {
      const folder = join(writtenTree(infrastructure), 'deploy/bicep');
      const { status, stdout, stderr } = run('lint', '--pattern', join(folder, '*.bicepparam'));
      expect([status, stdout, stderr]).toEqual([0, '', '']);
      const { status: built, stdout: template } = run('build', join(folder, 'main.bicep'), '--stdout');
      expect(built).toBe(0);
      expect(JSON.parse(template)).toMatchObject({ languageVersion: '2.0' });
    });

    it.each(inSolution)(
      'of %s in a solution lints clean in the formatter’s style',
      { timeout: 60_000 },
      (...given) => {
        const [, generated, count] = given;
        const files = generated.filter(isBicep);
        const bicepFiles = files.filter(({ path }) => /\.bicep(param)?$/.test(path));
        const root = writtenTree(files);
        const { status, stdout, stderr } = run('lint', '--pattern', join(root, 'deploy/bicep/*.bicepparam'));
        expect([status, stdout, stderr]).toEqual([0, '', '']);
        expect(bicepFiles.length).toBe(count);
        expect(unformatted(bicepFiles, root)).toEqual([]);
      },
    );

    it('has the formatter’s style', { timeout: 60_000 }, () => {
      const root = writtenTree(infrastructure);
      const files = infrastructure.filter(({ path }) => /\.bicep(param)?$/.test(path));
      expect(files.length).toBe(12);
      expect(unformatted(files, root)).toEqual([]);
    });

    it('is refused when a property does not exist or a parameter is unused', { timeout: 60_000 }, () => {
      const folder = join(writtenTree(infrastructure), 'deploy/bicep');
      const store = join(folder, 'modules/store.bicep');
      writeFileSync(
        store,
        `${readFileSync(store, 'utf8').replace('disableLocalAuth', 'disableLocalAuthentication')}\nparam unused string = ''\n`,
      );
      const { status, stderr } = run('lint', join(folder, 'main.bicep'));
      expect(status).not.toBe(0);
      expect(stderr).toMatch(/disableLocalAuthentication/);
      expect(stderr).toMatch(/no-unused-params/);
    });

    it('opens nothing by key, speaks TLS 1.2 and gives the identity its roles', { timeout: 60_000 }, () => {
      const folder = join(writtenTree(infrastructure), 'deploy/bicep');
      const where = ['--subscription-id', '00000000-0000-0000-0000-000000000001', '--resource-group', 'rg'];
      const { status, stderr } = run(
        'snapshot',
        join(folder, 'production.bicepparam'),
        '--mode',
        'overwrite',
        ...where,
        '--location',
        'westeurope',
      );
      expect([status, stderr.includes('Error')]).toEqual([0, false]);
      const { predictedResources } = JSON.parse(
        readFileSync(join(folder, 'production.snapshot.json'), 'utf8'),
      ) as { predictedResources: { type: string; properties?: Record<string, unknown> }[] };
      const properties = (type: string) =>
        predictedResources
          .filter((resource) => resource.type === type)
          .map((resource) => resource.properties);
      expect(properties('Microsoft.DocumentDB/databaseAccounts')).toEqual([
        expect.objectContaining({ disableLocalAuth: true, minimalTlsVersion: 'Tls12' }),
      ]);
      expect(properties('Microsoft.ServiceBus/namespaces')).toEqual([
        { disableLocalAuth: true, minimumTlsVersion: '1.2' },
      ]);
      expect(properties('Microsoft.KeyVault/vaults')).toEqual([
        expect.objectContaining({ enableRbacAuthorization: true, enablePurgeProtection: true }),
      ]);
      expect(properties('Microsoft.Insights/components')).toEqual([
        expect.objectContaining({ DisableLocalAuth: true }),
      ]);
      expect(
        properties('Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials'),
      ).toEqual([expect.objectContaining({ subject: 'system:serviceaccount:audit-trail:audit-trail' })]);
      expect(properties('Microsoft.Authorization/roleAssignments')).toHaveLength(2);
      expect(properties('Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments')).toHaveLength(1);
    });
  },
);
