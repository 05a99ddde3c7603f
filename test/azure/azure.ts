import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * `npm run test:azure`: the app on Azure. Its adapters on the real SDKs against strict loopback servers, then the packaged app
 * end to end over all of them, in a cage. The last line has the figures.
 */
const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'factory-test-azure-'));
const figures = join(folder, 'figures.txt');

type Counts = { passed: number; failed: number; skipped: number };

const run = (project: string, ...paths: string[]): Counts => {
  const report = join(folder, `${project}.json`);
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...paths,
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, FACTORY_FIGURES: figures } },
  );
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
    const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = counts;
    // A file that cannot be loaded fails without a failed test; no test at all is a failure, too.
    const unseen = (status !== 0 && numFailedTests === 0) || numPassedTests === 0 ? 1 : 0;
    return { passed: numPassedTests, failed: numFailedTests + unseen, skipped: numPendingTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
};

const told = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

try {
  const adapters = run('unit', 'test/platform/azure', 'test/loopback', 'test/functions/messages');
  const flow = run('azure');
  const measured = readFileSync(figures, 'utf8').trim().split('\n').join('; ');
  console.log(`azure: adapters ${told(adapters)}; end to end ${told(flow)}; ${measured}`);
  process.exitCode = adapters.failed + flow.failed === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
