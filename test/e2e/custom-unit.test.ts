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
import { CHECK_DIGIT, PARCELS, parcels, WRITTEN } from '../factory/agents/units/fixtures/parcels.ts';
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

const verified = async (bodies: Parameters<typeof parcels>[0]) => {
  const plan = await planOf(PARCELS);
  const blueprint = await parcels(bodies);
  const files = await serviceTree(plan, blueprint);
  const service = blueprint.services[0]!;
  const verification = { projectId: 'p-units', subject: service.name, attempt: 1 };
  const report = await verifier.verifyService(verification, { files, service, plan });
  return { files, checks: new Map(report.checks.map((check) => [check.name, check])) };
};

it('compiles, tests, starts and calls a service with custom units', async () => {
  const { checks, files } = await verified(WRITTEN);
  expect([...checks.values()].flatMap(({ findings }) => findings)).toEqual([]);
  expect(new Set([...checks.values()].map(({ status }) => status))).toEqual(new Set(['passed']));
  expect(files.map(({ path }) => path)).toContain('test/unit/domain/custom-units/check-digit.test.ts');
});

it('finds in the sandbox that a body does not compile and breaks an example', async () => {
  const wrong = CHECK_DIGIT.replace('digit > 9 ? digit - 9 : digit', 'digit').replace(
    'return String(',
    'return digits.at(0) ?? 1 + Number(',
  );
  const { checks } = await verified({ ...WRITTEN, checkDigit: wrong });
  expect(checks.get('types')).toMatchObject({
    status: 'failed',
    findings: [{ file: 'src/domain/parcel/custom-units/check-digit.ts' }],
  });
});
