import { expect, it } from 'vitest';

import { verifyCode } from '../../../factory/verification/verify-code.ts';
import { PortError } from '../../../platform/port-error.ts';
import type { Sandbox } from '../../../platform/ports.ts';
import { auditPlan } from '../agents/quality/fixtures/audit-plan.ts';
import { auditBlueprint } from '../generators/fixtures/audit-blueprint.ts';

const input = (sandbox: Sandbox, paths = ['src/main.ts']) => ({
  sandbox,
  key: 'audit-trail-1',
  files: paths.map((path) => ({ path, content: 'export const one = 1;\n' })),
  service: auditBlueprint.services[0]!,
  plan: auditPlan,
  clock: { now: () => new Date(0) },
});

const refusing = (error: Error): Sandbox => ({
  async open() {
    throw error;
  },
});

it('reports a lockfile that cannot be installed, and that nothing could run after it', async () => {
  const report = await verifyCode(input(refusing(new PortError('code-generation', 'npm ci refused it'))));
  const status = (name: string) => report.checks.find((check) => check.name === name)?.status;
  expect(['install', 'types', 'unit', 'acceptance', 'operations', 'restart'].map(status)).toEqual([
    'failed',
    'not-run',
    'not-run',
    'not-run',
    'not-run',
    'not-run',
  ]);
  expect(report).toMatchObject({
    service: 'audit-trail',
    tests: { passed: 0, failed: 0 },
    servedStories: [],
  });
  expect(report.coverage).toBeUndefined();
});

it('has every check of generated code in the report, in its order', async () => {
  const report = await verifyCode(input(refusing(new PortError('code-generation', 'no'))));
  expect(report.checks.map(({ name }) => name)).toEqual([
    'install',
    'types',
    'lint',
    'format',
    'layers',
    'ddd',
    'unit',
    'integration',
    'acceptance',
    'coverage',
    'complexity',
    'operations',
    'restart',
    'openapi',
    'asyncapi',
    'traceability',
    'security',
    'secrets',
  ]);
});

it.each(['transient', 'critical', 'invalid-configuration'] as const)(
  'leaves a %s failure of the machine to the error policy',
  async (kind) => {
    await expect(verifyCode(input(refusing(new PortError(kind, 'no'))))).rejects.toMatchObject({ kind });
  },
);

it.each(['.verification/vitest.config.mjs', '.Verification/tests.json'])(
  'refuses a tree that brings %s',
  async (path) => {
    const never = refusing(new Error('it was opened'));
    await expect(verifyCode(input(never, ['src/main.ts', path]))).rejects.toMatchObject({ kind: 'critical' });
  },
);
