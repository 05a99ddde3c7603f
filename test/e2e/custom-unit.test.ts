import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { createLocalVerifier } from '../../factory/verification/local-verifier.ts';
import { createProcessRegistry } from '../../platform/embedded/processes/process-registry.ts';
import { createEmbeddedSandbox } from '../../platform/embedded/sandbox/embedded-sandbox.ts';
import { createInstallCache } from '../../platform/embedded/sandbox/install-cache.ts';
import type { Verifier } from '../../platform/ports.ts';
import { planOf } from '../factory/agents/support/run.ts';
import { PARCELS, parcels, WRITTEN } from '../factory/agents/units/fixtures/parcels.ts';
import { serviceTree } from '../factory/verification/fixtures/service-tree.ts';

let workspace: string;
let verifier: Verifier;

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'custom-unit-'));
  const registry = createProcessRegistry(join(workspace, 'processes'));
  const sandbox = createEmbeddedSandbox({
    workspace,
    registry,
    installCache: createInstallCache({ registry }),
  });
  verifier = createLocalVerifier({ sandbox, clock: { now: () => new Date() } });
});

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

it('compiles, tests, starts and calls a service with custom units', async () => {
  const plan = await planOf(PARCELS);
  const blueprint = await parcels(WRITTEN);
  const files = await serviceTree(plan, blueprint);
  const service = blueprint.services[0]!;
  const verification = { projectId: 'p-units', subject: service.name, attempt: 1 };
  const { checks, tests } = await verifier.verifyService(verification, { files, service, plan });
  expect(checks.flatMap(({ findings }) => findings)).toEqual([]);
  expect(new Set(checks.map(({ status }) => status))).toEqual(new Set(['passed']));
  expect(tests.passed).toBeGreaterThan(50);
  expect(files.map(({ path }) => path)).toContain('test/unit/domain/custom-units/check-digit.test.ts');
});
