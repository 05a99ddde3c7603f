import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Everything that must hold before a change lands: types, lint with the import rules, format, unit, adapter and end-to-end
 * tests (Bicep among them, where its CLI is found), one delivery by the packaged app over the adapters of Azure, and what the
 * tutorial says. Goes on after a failure, so that one run shows all; the last line counts.
 */
const root = resolve(import.meta.dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'factory-tests-'));
const total = { passed: 0, failed: 0, skipped: 0 };

const run = (command: string, args: readonly string[], capture = false) => {
  const result = spawnSync(process.execPath, [join(root, 'node_modules', command), ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
    maxBuffer: 256 * 1024 * 1024,
  });
  return { ok: result.status === 0, output: result.stdout ?? '' };
};

const tracked = (): string[] =>
  spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .stdout.split('\n')
    .filter(Boolean);

/** A check passes when its tool is content and it looked at something. */
const check = (name: string, ok: boolean, inspected: number, what = 'files inspected') => {
  const passed = ok && inspected > 0;
  total[passed ? 'passed' : 'failed'] += 1;
  console.log(`${passed ? 'passed' : 'FAILED'}  ${name}: ${inspected} ${what}`);
};

const types = (name: string, project: string) => {
  const { output } = run('typescript/bin/tsc', ['--noEmit', '--project', project, '--listFilesOnly'], true);
  const inspected = output.split('\n').filter((path) => path && !path.includes('/node_modules/')).length;
  check(name, run('typescript/bin/tsc', ['--noEmit', '--project', project]).ok, inspected);
};

const lint = () => {
  const { ok, output } = run('oxlint/bin/oxlint', ['--deny-warnings'], true);
  if (!ok) console.log(output);
  check('lint and import rules', ok, Number(/ on (\d+) files/.exec(output)?.[1] ?? 0));
};

const format = () => {
  const files = tracked().filter((path) => /\.(?:tsx?|css|html|json|md|ya?ml)$/.test(path));
  const { ok } = run('prettier/bin/prettier.cjs', [
    '--check',
    '--log-level',
    'warn',
    '--ignore-unknown',
    ...files,
  ]);
  check('format', ok, files.length);
};

const tests = (project: string, ...paths: readonly string[]) => {
  const report = join(reports, `${project}.json`);
  const { ok } = run('vitest/vitest.mjs', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...paths,
  ]);
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8'));
    total.passed += counts.numPassedTests;
    total.failed += counts.numFailedTests;
    total.skipped += counts.numPendingTests + counts.numTodoTests;
    // A file that cannot be loaded fails without a failed test.
    if (!ok && counts.numFailedTests === 0) total.failed += 1;
    if (counts.numTotalTests === 0) check(`${project} tests`, false, 0);
  } catch {
    check(`${project} tests`, false, 0);
  }
};

/** Does what the tutorial says, from a fresh clone on. */
const tutorial = () => {
  const { ok, output } = run('../scripts/tutorial.ts', [], true);
  if (!ok) console.log(output);
  check('tutorial', ok, Number(/^tutorial: (\d+) blocks run/m.exec(output)?.[1] ?? 0), 'blocks run');
};

types('types', '.');
types('types of the portal', 'portal');
lint();
format();
tests('unit');
tests('e2e');
tests('azure', 'test/azure/flow.test.ts');
tutorial();
rmSync(reports, { recursive: true, force: true });

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed === 0 ? 0 : 1;
