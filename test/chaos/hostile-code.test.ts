import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { format } from 'prettier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { GeneratedFile } from '../../factory/domain/artifact.ts';
import { CODE_CHECKS, judge } from '../../factory/domain/quality-gate.ts';
import { checkTests } from '../../factory/verification/checks/tests.ts';
import { verificationFiles } from '../../factory/verification/verification-files.ts';
import { verifyCode } from '../../factory/verification/verify-code.ts';
import { PortError } from '../../platform/port-error.ts';
import type { Sandbox, SandboxSession } from '../../platform/ports.ts';
import {
  createProcessRegistry,
  type ProcessRegistry,
} from '../../platform/embedded/processes/process-registry.ts';
import { runCommand } from '../../platform/embedded/processes/run-command.ts';
import { namespaces } from '../../platform/embedded/sandbox/confinement.ts';
import { createEmbeddedSandbox } from '../../platform/embedded/sandbox/embedded-sandbox.ts';
import { createInstallCache } from '../../platform/embedded/sandbox/install-cache.ts';
import { auditPlan } from '../factory/agents/quality/fixtures/audit-plan.ts';
import { tracedAuditBlueprint } from '../factory/agents/quality/fixtures/traced-audit-blueprint.ts';
import { serviceTree } from '../factory/verification/fixtures/service-tree.ts';
import { falsifiedResults, forgeries } from './hostile-code/forgeries.ts';
import { attacks, processesWith, type Attack, type Bait } from './hostile-code/machine-attacks.ts';
import { sandboxDocument, type AttackRow, type ForgeryRow } from './hostile-code/sandbox-document.ts';

const DOCUMENT = resolve(import.meta.dirname, '../../docs/sandbox.md');
const LEFT_BEHIND = 'sleep 987654';

const scratch = mkdtempSync(join(tmpdir(), 'factory-hostile-code-'));
const homeFile = join(homedir(), `.factory-bait-${process.pid}`);
const server: Server = createServer((socket) => socket.on('error', () => socket.destroy()).end('hello'));
const confined = (await namespaces()) !== undefined;

let registry: ProcessRegistry;
let bait: Bait;
let tree: GeneratedFile[];
let sandbox: Sandbox;
let limited: Sandbox;
const rows: AttackRow[] = [];
const forgeryRows: ForgeryRow[] = [];

beforeAll(async () => {
  const value = `bait:${process.pid}:${Date.now()}`;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const workspace = join(scratch, 'workspace');
  mkdirSync(join(scratch, 'outside'));
  registry = createProcessRegistry(join(workspace, 'processes'));
  writeFileSync(join(workspace, 'factory.db'), value);
  writeFileSync(homeFile, value);
  process.env['FACTORY_BAIT'] = value;
  const installCache = createInstallCache({ registry });
  sandbox = createEmbeddedSandbox({ workspace, registry, installCache });
  const limits = { maxMemoryBytes: 400 * 1024 ** 2, maxProcesses: 64, maxDiskBytes: 64 * 1024 ** 2 };
  limited = createEmbeddedSandbox({ workspace, registry, installCache, limits });
  tree = await serviceTree(auditPlan, tracedAuditBlueprint);
  const { session } = await sandbox.open('bait', tree);
  const installed = join(realpathSync(join(session.directory, 'node_modules/vitest')), 'package.json');
  await session.close();
  bait = {
    value,
    home: homeFile,
    workspace: join(workspace, 'factory.db'),
    outside: join(scratch, 'outside'),
    port: (server.address() as AddressInfo).port,
    hostPid: process.pid,
    installed,
  };
});

afterAll(() => {
  server.close();
  delete process.env['FACTORY_BAIT'];
  rmSync(homeFile, { force: true });
  rmSync(scratch, { recursive: true, force: true });
});

/** What an attack came to: what it printed, and how it ended. */
const carryOut = async (
  session: SandboxSession,
  { started }: Attack,
): Promise<{ stdout: string; ended?: string }> => {
  if (!started) return session.run('node', ['src/attack.cjs'], { timeoutMs: 15_000 });
  const program = await session.start('node', ['src/attack.cjs']);
  await program.exited;
  return { stdout: program.output() };
};

/** What stands where nothing may stand. */
const traces = (): string[] => [
  ...readdirSync(bait.outside),
  ...(processesWith(LEFT_BEHIND) > 0 ? ['a process'] : []),
];

describe('the attacks', () => {
  const isPossible = ({ control }: Attack): boolean =>
    control === 'anyone' || (control === 'root' && process.getuid?.() === 0);

  it.each(attacks.filter(isPossible))('would succeed without the sandbox: $name', async (attack) => {
    const cwd = mkdtempSync(join(scratch, 'control-'));
    const source = join(cwd, 'attack.cjs');
    // Other trees use the one that is installed.
    const installed = join(cwd, 'package.json');
    writeFileSync(installed, '{}');
    writeFileSync(source, `const fs = require('node:fs');\n${attack.code({ ...bait, installed })}\n`);
    const env = { ...process.env, NODE_COMPILE_CACHE: cwd } as Record<string, string>;
    const { stdout } = await runCommand(registry, process.execPath, [source], {
      cwd,
      env,
      timeoutMs: 15_000,
    });
    expect(stdout).toContain('reached');
    writeFileSync(homeFile, bait.value);
    rmSync(join(bait.outside, 'planted'), { force: true });
    rmSync(cwd, { recursive: true });
  });
});

describe('generated code that attacks the machine', () => {
  it.each(attacks)('$name', async (attack) => {
    const source = `const fs = require('node:fs');\n${attack.code(bait)}\n`;
    const { session } = await limited.open('attack', [...tree, { path: 'src/attack.cjs', content: source }]);
    let blocked = false;
    let how = '';
    try {
      const { stdout, ended } = await carryOut(session, attack);
      const found = traces();
      blocked = !stdout.includes('reached') && ended === attack.ended && found.length === 0;
      how = ended ?? (stdout.trim().split('\n')[0] || 'gone with what started it');
      expect(found.filter((trace) => trace !== 'a process' || confined)).toEqual([]);
      expect(ended).toBe(attack.ended ?? ended);
    } finally {
      await session.close();
    }
    rows.push({ name: attack.name, blocked, how, open: attack.open, azure: attack.azure });
    // Where no namespaces can be made, less is.
    const expected = confined ? attack.open === undefined : blocked;
    expect({ blocked, how }).toEqual({ blocked: expected, how });
  });
});

const FORGED = 'test/unit/forged.test.ts';

describe('generated tests that forge their verdict', () => {
  const verdict = async (
    files: GeneratedFile[],
  ): Promise<{ outcome: ForgeryRow['outcome']; how: string }> => {
    const { session } = await sandbox.open('forgery', [...files, ...verificationFiles]);
    try {
      const { kinds } = await checkTests(session, files, auditPlan);
      const [finding] = kinds.unit.findings;
      return {
        outcome: finding ? 'failed' : 'passed',
        how: kinds.unit.findings.map(({ rule }) => rule).join(', '),
      };
    } catch (error) {
      if (!PortError.is(error)) throw error;
      return { outcome: error.kind === 'critical' ? 'critical' : 'failed', how: error.message };
    } finally {
      await session.close();
    }
  };

  it('passes where nothing was forged: the verdict means something', async () => {
    expect(await verdict(tree)).toEqual({ outcome: 'passed', how: '' });
  });

  it.each([...forgeries, falsifiedResults])('$name', async ({ name, code, outcome, says }) => {
    const found = await verdict([...tree, { path: FORGED, content: code }]);
    forgeryRows.push({ name, outcome: found.outcome });
    expect(found).toEqual({ outcome, how: expect.stringMatching(says) });
    expect(processesWith('factory-forger')).toBe(0);
  });

  it('does not make a service pass that forgets what it was given', async () => {
    const forgets = tree.map(({ path, content }) => ({
      path,
      content:
        path === 'src/infrastructure/configuration.ts'
          ? content.replace('variables.DATA_DIR,', '`${variables.DATA_DIR}/${Date.now()}`,')
          : content,
    }));
    expect(forgets).not.toEqual(tree);
    const files = [...forgets, { path: FORGED, content: falsifiedResults.code }];
    const service = tracedAuditBlueprint.services[0]!;
    const clock = { now: () => new Date() };
    const report = await verifyCode({ sandbox, key: 'falsified', files, service, plan: auditPlan, clock });
    const rules = report.checks.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    expect(rules, 'the test that fails is not seen').not.toContain('unit/failed/fails');
    expect(rules).toContain('restart/a stop/recordEvent');
    expect(judge(report, CODE_CHECKS).length).toBeGreaterThan(0);
  });
});

// What is blocked is a matter of the system; the document says what is on one that has namespaces.
describe.runIf(confined)('the table', () => {
  it('is the one in docs/sandbox.md', async () => {
    expect([rows.length, forgeryRows.length]).toEqual([attacks.length, forgeries.length + 1]);
    const document = await format(sandboxDocument(rows, forgeryRows), {
      parser: 'markdown',
      printWidth: 110,
    });
    process.stdout.write(document);
    await expect(document).toMatchFileSnapshot(DOCUMENT);
  });
});
