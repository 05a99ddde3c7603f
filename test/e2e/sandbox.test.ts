import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import type { QualityReport } from '../../factory/domain/quality-report.ts';
import { createLocalVerifier } from '../../factory/verification/local-verifier.ts';
import { createProcessRegistry } from '../../platform/embedded/processes/process-registry.ts';
import { createEmbeddedSandbox } from '../../platform/embedded/sandbox/embedded-sandbox.ts';
import { createInstallCache } from '../../platform/embedded/sandbox/install-cache.ts';
import type { Verifier } from '../../platform/ports.ts';
import { auditPlan } from '../factory/agents/quality/fixtures/audit-plan.ts';
import { tracedAuditBlueprint } from '../factory/agents/quality/fixtures/traced-audit-blueprint.ts';
import { serviceTree } from '../factory/verification/fixtures/service-tree.ts';
import { startSessionPool, type SessionPool } from '../loopback/sessions/session-pool.ts';
import { aSessionVerifier, PROJECT } from '../platform/azure/sandbox/a-session-verifier.ts';

let workspace: string;
let pool: SessionPool;
let local: Verifier;

beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const registry = createProcessRegistry(join(workspace, 'processes'));
  const sandbox = createEmbeddedSandbox({
    workspace,
    registry,
    installCache: createInstallCache({ registry }),
  });
  local = createLocalVerifier({ sandbox, clock: { now: () => new Date() } });
  // Who may change users lets a guest in, as the image does.
  const guest = process.getuid?.() === 0 ? { uid: 54_321, gid: 54_321 } : undefined;
  pool = await startSessionPool({ guest });
});

afterAll(async () => {
  await pool.close();
  rmSync(workspace, { recursive: true, force: true });
});

/** What a report says, without how long things took and where. */
const said = ({ checks, ...report }: QualityReport) => ({
  ...report,
  checks: checks.map((check) => ({ ...check, durationMs: 0, evidence: '' })),
});

it('verifies a service in a session as it does here', async () => {
  const service = tracedAuditBlueprint.services[0]!;
  const files = await serviceTree(auditPlan, tracedAuditBlueprint);
  const verification = { projectId: PROJECT, subject: service.name, attempt: 1 };
  const given = { files, service, plan: auditPlan };
  const here = await local.verifyService(verification, given);
  const there = await aSessionVerifier(pool.url).verifyService(verification, given);
  expect(new Set(there.checks.map(({ status }) => status))).toEqual(new Set(['passed']));
  expect(said(there)).toEqual(said(here));
  expect(there.tests.passed).toBeGreaterThan(50);
  expect(pool.sessions()).toEqual([]);
});
