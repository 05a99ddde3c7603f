import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { GeneratedFile } from '../../factory/domain/artifact.ts';
import { CODE_CHECKS, judge } from '../../factory/domain/quality-gate.ts';
import type { QualityReport } from '../../factory/domain/quality-report.ts';
import { checkTests } from '../../factory/verification/checks/tests.ts';
import { verificationFiles } from '../../factory/verification/verification-files.ts';
import { verifyCode } from '../../factory/verification/verify-code.ts';
import { createProcessRegistry } from '../../platform/embedded/processes/process-registry.ts';
import { createEmbeddedSandbox } from '../../platform/embedded/sandbox/embedded-sandbox.ts';
import { createInstallCache } from '../../platform/embedded/sandbox/install-cache.ts';
import type { Sandbox } from '../../platform/ports.ts';
import { auditPlan } from '../factory/agents/quality/fixtures/audit-plan.ts';
import { misreadBlueprints } from '../factory/agents/quality/fixtures/misread-blueprints.ts';
import { tracedAuditBlueprint } from '../factory/agents/quality/fixtures/traced-audit-blueprint.ts';
import { serviceTree } from '../factory/verification/fixtures/service-tree.ts';

const service = tracedAuditBlueprint.services[0]!;
const clock = { now: () => new Date() };

let workspace: string;
let sandbox: Sandbox;
let tree: GeneratedFile[];

beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'verification-'));
  const registry = createProcessRegistry(join(workspace, 'processes'));
  sandbox = createEmbeddedSandbox({ workspace, registry, installCache: createInstallCache({ registry }) });
  tree = await serviceTree(auditPlan, tracedAuditBlueprint);
});

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

const verify = (key: string, files: GeneratedFile[]): Promise<QualityReport> =>
  verifyCode({ sandbox, key, files, service, plan: auditPlan, clock });

const statuses = ({ checks }: QualityReport) =>
  Object.fromEntries(checks.map(({ name, status }) => [name, status]));

const rulesOf = ({ checks }: QualityReport): string[] =>
  checks.flatMap(({ findings }) => findings.map(({ rule }) => rule));

/** The tree with files changed, added or (`undefined`) removed; a change that changes nothing is an error of the test. */
const planted = (
  changes: Record<string, string | undefined | ((content: string) => string)>,
): GeneratedFile[] => {
  const contents = new Map(tree.map(({ path, content }) => [path, content]));
  for (const [path, change] of Object.entries(changes)) {
    const before = contents.get(path);
    const after = typeof change === 'function' ? change(before ?? '') : change;
    if (after === before) throw new Error(`Nothing was planted in ${path}.`);
    if (after === undefined) contents.delete(path);
    else contents.set(path, after);
  }
  return [...contents].map(([path, content]) => ({ path, content }));
};

const tangled = `
export function tangled(n: number) { ${Array.from({ length: 14 }, (_, index) => `if (n === ${index}) return ${index};`).join(' ')} console.log(n); return eval('n'); }
`;

describe('verifyCode', () => {
  it('passes a generated service, and measures it', async () => {
    const report = await verify('clean', tree);
    expect(rulesOf(report)).toEqual([]);
    expect(new Set(Object.values(statuses(report)))).toEqual(new Set(['passed']));
    expect(judge(report, CODE_CHECKS)).toEqual([]);
    expect(report.servedStories).toEqual(['R1.S1', 'R2.S1', 'R3.S1', 'R4.S1']);
    expect(report.coverage).toBeGreaterThan(80);
    expect(report.complexity).toBeGreaterThan(1);
    expect(report.tests.failed).toBe(0);
    for (const { name, inspected } of report.checks) expect(inspected, name).toBeGreaterThan(0);
  });

  it('catches what is planted for each check, although the tree’s own configuration allows everything', async () => {
    const report = await verify(
      'planted',
      planted({
        'vitest.config.ts': 'export default { test: { include: [], passWithNoTests: true } };\n',
        '.oxlintrc.json': '{ "rules": {}, "ignorePatterns": ["**"] }\n',
        'tsconfig.json':
          '{ "compilerOptions": { "strict": false, "noEmit": true }, "files": ["src/main.ts"] }\n',
        '.prettierignore': '**\n',
        'src/domain/event/event.ts': (content) =>
          `import type {} from '../../api/server.ts';\n${content}export const wrong: number = 'text';\n`,
        'src/domain/event/other-repository.ts': 'export interface OtherRepository {\n  find(): void;\n}\n',
        'src/application/event/get-event.ts': (content) => content + tangled,
        'src/api/tokens.ts': `export const token = 'gh${'p_'}${'a1B2'.repeat(9)}';\n`,
        'api/asyncapi.json': (content) =>
          content.replace('"asyncapi": "3.0.0"', '"asyncapi": "3.0.0", "bogus": 1'),
        'test/unit/planted.test.ts':
          "import { expect, it } from 'vitest';\n\nit('fails', () => expect(1).toBe(2));\n",
        'test/integration/planted.test.ts':
          "import { expect, it } from 'vitest';\n\nit.skip('waits', () => expect(1).toBe(1));\n",
        'test/acceptance/r3-s1-export-events.feature': undefined,
      }),
    );
    expect(statuses(report)).toEqual({
      install: 'passed',
      types: 'failed',
      lint: 'failed',
      format: 'failed',
      layers: 'failed',
      ddd: 'failed',
      unit: 'failed',
      integration: 'failed',
      acceptance: 'failed',
      coverage: 'passed',
      complexity: 'passed',
      operations: 'passed',
      restart: 'passed',
      openapi: 'passed',
      asyncapi: 'failed',
      traceability: 'failed',
      security: 'failed',
      secrets: 'failed',
    });
    expect(rulesOf(report)).toEqual(
      expect.arrayContaining([
        'types/TS2322',
        'lint/eslint(no-console)',
        'format/style',
        'layers/domain-imports-api',
        'ddd/one-repository-per-root',
        'unit/failed/fails',
        'integration/skipped/waits',
        'acceptance/missing-scenario/R3.S1.C1',
        'asyncapi/schema',
        'traceability/missing-file',
        'security/eval',
        'secrets/github-token',
      ]),
    );
    expect(report.servedStories).not.toContain('R3.S1');
    expect(report.complexity).toBe(15);
    const breaches = judge(report, CODE_CHECKS);
    expect(breaches.map(({ row }) => row.measure)).toContain('complexity');
    expect(breaches.find(({ consequence }) => consequence === 'halt')?.detail).toMatch(/secrets/);
  });

  it('catches a service that does not do what its contract says, and one that forgets', async () => {
    const report = await verify(
      'unfaithful',
      planted({
        'api/openapi.json': (content) => {
          const document = JSON.parse(content) as {
            components: { schemas: { Event: { required: string[] } } };
          };
          document.components.schemas.Event.required.push('flightNumber');
          return JSON.stringify(document, null, 2);
        },
        'src/infrastructure/configuration.ts': (content) =>
          content.replace('variables.DATA_DIR,', '`${variables.DATA_DIR}/${Date.now()}`,'),
      }),
    );
    expect(statuses(report)).toMatchObject({ operations: 'failed', restart: 'failed', openapi: 'failed' });
    expect(rulesOf(report)).toEqual(
      expect.arrayContaining([
        'operations/recordEvent/answer',
        'operations/getEvent/never',
        'restart/a stop/recordEvent',
        'restart/a crash/recordEvent',
        'openapi/example',
      ]),
    );
  });

  it('catches a service that does not start', async () => {
    const report = await verify('dead', planted({ 'src/main.ts': 'process.exit(3);\n' }));
    expect(rulesOf(report)).toEqual(expect.arrayContaining(['operations/start', 'restart/start']));
    expect(report.servedStories).toEqual([]);
  });

  it('measures coverage over code that no test loads', async () => {
    const files = tree.filter(({ path }) => !/^test\/(?:unit|integration)\//.test(path));
    const report = await verify('uncovered', files);
    expect(report.coverage).toBeLessThan(20);
    expect(judge(report, ['coverage', 'unit', 'integration']).map(({ detail }) => detail)).toEqual([
      'check unit inspected nothing',
      'check integration inspected nothing',
      expect.stringMatching(/^coverage [\d.]+ % is below 80 %$/),
    ]);
  });

  it('ends at once where the code under test changes its own verification', async () => {
    const forger = `import { writeFileSync } from 'node:fs';

import { expect, it } from 'vitest';

it('forges', () => {
  writeFileSync('README.md', 'It is all verified.');
  expect(1).toBe(1);
});
`;
    await expect(verify('forged', planted({ 'test/unit/forger.test.ts': forger }))).rejects.toMatchObject({
      kind: 'critical',
    });
  });

  it('reports a lockfile that does not fit its package.json', async () => {
    const report = await verify(
      'lockfile',
      planted({ 'package.json': (content) => content.replace('"fastify"', '"fastify-nowhere"') }),
    );
    expect(statuses(report)).toMatchObject({ install: 'failed' });
    expect(rulesOf(report)).toContain('install/out-of-step');
  });
});

describe('the acceptance suite', () => {
  it.each(misreadBlueprints)('turns red when $misread', async ({ misread, blueprint, criterion, says }) => {
    const files = await serviceTree(auditPlan, blueprint);
    const without = files.filter(({ path }) => !/^test\/(?:unit|integration)\//.test(path));
    const { session } = await sandbox.open(misread, [...without, ...verificationFiles]);
    try {
      const { kinds, servedStories } = await checkTests(session, without, auditPlan);
      const red = kinds.acceptance.findings.find(({ rule }) => rule.endsWith(`[@${criterion}]`));
      expect(red?.message).toMatch(says);
      expect(servedStories).not.toContain(criterion.replace(/\.C\d+$/, ''));
    } finally {
      await session.close();
    }
  });
});
