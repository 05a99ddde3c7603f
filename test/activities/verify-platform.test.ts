import { expect, it } from 'vitest';

import { createVerifyPlatform } from '../../activities/verify-platform.ts';
import { servicePrefix, type GeneratedFile } from '../../factory/domain/artifact.ts';
import { PLATFORM_PREFIX } from '../../factory/domain/solution.ts';
import { deliveryFiles } from '../../factory/generators/delivery/delivery-files.ts';
import { platformDelivery } from '../../factory/generators/delivery/platform-delivery.ts';
import { platformDocuments } from '../../factory/generators/documents/platform-documents.ts';
import { createLocalVerifier } from '../../factory/verification/local-verifier.ts';
import type { Sandbox } from '../../platform/ports.ts';
import { bookshopBlueprint } from '../factory/fixtures/blueprints/bookshop.ts';
import { bookshopPlan } from '../factory/fixtures/plans/bookshop.ts';

type Ports = Parameters<typeof createVerifyPlatform>[0];

const below = (prefix: string, files: readonly GeneratedFile[]): [string, string][] =>
  files.map(({ path, content }) => [prefix + path, content]);

/** What a solution has when its platform is looked at. */
const written = (): Map<string, string> =>
  new Map([
    ['architecture/blueprint.json', JSON.stringify(bookshopBlueprint)],
    ...below(PLATFORM_PREFIX, [
      ...platformDelivery(bookshopBlueprint),
      ...platformDocuments(bookshopPlan, bookshopBlueprint),
    ]),
    ...bookshopBlueprint.services.flatMap((service) =>
      below(servicePrefix(service.name), deliveryFiles(service, bookshopBlueprint)),
    ),
  ]);

const verified = async (store: Map<string, string>) => {
  const clock = { now: () => new Date('2026-01-05T08:00:00.000Z') };
  const artifacts = {
    read: async (_: string, path: string) => store.get(path),
    readAll: async (_: string, prefix: string) =>
      [...store]
        .filter(([path]) => path.startsWith(prefix))
        .map(([path, content]) => ({ path: path.slice(prefix.length), content })),
    putAll: async (_: string, __: string, files: readonly GeneratedFile[]) => {
      for (const { path, content } of files) store.set(path, content);
    },
  };
  const said: { output: string; error?: string }[] = [];
  const actions = { append: async (record: { output: string }) => void said.push(record) };
  const ports = {
    artifacts,
    actions,
    publisher: { publish: async () => undefined },
    clock,
    // No CLI: what Bicep says is tested where it is.
    verifier: createLocalVerifier({ sandbox: {} as Sandbox, clock, bicepPath: '/nowhere/bicep' }),
  } as unknown as Ports;
  const outcome = await createVerifyPlatform(ports)({ projectId: 'p-1', correlationId: 'c-1', attempt: 1 });
  return { outcome, said };
};

it('holds the platform of a solution against every check that applies, and keeps what they found', async () => {
  const store = written();
  const { outcome, said } = await verified(store);
  expect(outcome).toEqual({ ok: true, value: null });
  expect(said[0]?.output).toBe(
    'kubernetes passed, pipeline-schema passed, bicep not-run, consistency passed, secrets passed',
  );
  const { checks } = JSON.parse(store.get('quality/platform-checks.json') ?? '') as {
    checks: { name: string; inspected: number }[];
  };
  const inspected = checks.filter(({ name }) => name !== 'bicep').map((check) => check.inspected);
  expect(Math.min(...inspected)).toBeGreaterThan(0);
});

// Put together here, so that this file holds no secret either.
const token = `gh${'p_'}${'aB3d'.repeat(9)}`;

it.each([
  ['quality-gate', 'kubernetes', 'deploy/kubernetes/base/namespaces.yaml', 'kind: Namespace', 'kind: Room'],
  ['quality-gate', 'pipeline-schema', 'azure-pipelines.yml', 'stages/check.yml', 'stages/checks.yml'],
  ['quality-gate', 'consistency', 'deploy/deploy.sh', 'platform=', 'platform=the-'],
  ['critical', 'secrets', 'deploy/deploy.sh', 'set -euo', `TOKEN=${token}\nset -euo`],
])('ends the stage as %s where %s finds something', async (kind, check, path, text, wrong) => {
  const store = written();
  const content = store.get(PLATFORM_PREFIX + path) ?? '';
  expect(content).toContain(text);
  store.set(PLATFORM_PREFIX + path, content.replaceAll(text, wrong));
  const { outcome } = await verified(store);
  expect(outcome).toMatchObject({
    ok: false,
    failure: {
      kind,
      message: expect.stringMatching(
        new RegExp(
          `^The quality gate holds the platform repository back: .*check ${check} failed: .* See quality/platform-checks.json\\.$`,
          's',
        ),
      ),
    },
  });
  expect(JSON.stringify(outcome)).not.toContain(token);
});
