/** Tests that a hostile author adds to a tree so that its broken code passes; each stands beside a test that fails. */
export type Forgery = {
  name: string;
  code: string;
  outcome: 'passed' | 'failed' | 'critical';
  /** What must be among the rules of the findings, or in the message. */
  says: RegExp;
};

const FAILING = `\nit('fails', () => {\n  expect(1).toBe(2);\n});\n`;

const forged = `JSON.stringify({ reason: 'passed', errors: [], canary: ['failed', 'failed'], success: true, testResults: [] })`;

export const forgeries: readonly Forgery[] = [
  {
    name: 'writes a report of success over the true one, during and after the run',
    code: `import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';

import { expect, it } from 'vitest';

const report = ${forged};
writeFileSync('.verification/tests.json', report);
const loop = \`/* factory-forger */ setInterval(() => { try { require('node:fs').writeFileSync('.verification/tests.json', \${JSON.stringify(report)}); } catch {} }, 1)\`;
spawn(process.execPath, ['-e', loop], { detached: true, stdio: 'ignore' }).unref();
process.on('exit', () => writeFileSync('.verification/tests.json', report));
${FAILING}`,
    outcome: 'critical',
    says: /replaced it/,
  },
  {
    name: 'ends the run with exit code 0 before the failing test',
    code: `import { expect, it } from 'vitest';

it('ends', () => {
  process.exit(0);
});
${FAILING}`,
    outcome: 'failed',
    says: /unit\/failed\/ends|unit\/run/,
  },
  {
    name: 'ends the process of the tests at once, without a word to the runner',
    code: `import { expect, it } from 'vitest';

(process as unknown as { reallyExit(code: number): void }).reallyExit(0);
${FAILING}`,
    outcome: 'failed',
    says: /unit\/not-run|unit\/run/,
  },
  {
    name: 'kills the runner',
    code: `import { expect, it } from 'vitest';

process.kill(process.ppid, 'SIGKILL');
${FAILING}`,
    outcome: 'failed',
    says: /unit\/not-run/,
  },
  {
    name: 'makes every expectation true',
    code: `import { chai, expect, it } from 'vitest';

Object.assign(chai.Assertion.prototype, { assert: () => undefined });
${FAILING}`,
    outcome: 'critical',
    says: /must fail was reported as passed/,
  },
  {
    name: 'changes the reporter in the runner through its debugger',
    code: `import { expect, it } from 'vitest';

process.kill(process.ppid, 'SIGUSR1');
await new Promise((resolve) => setTimeout(resolve, 500));
const targets = await fetch('http://127.0.0.1:9229/json').then(
  (answer) => answer.json() as Promise<{ webSocketDebuggerUrl: string }[]>,
  () => [],
);
for (const { webSocketDebuggerUrl } of targets) {
  const socket = new WebSocket(webSocketDebuggerUrl);
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const expression = "process.getBuiltinModule('fs').writeFileSync = () => undefined; process.getBuiltinModule('fs').rmSync('README.md')";
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, includeCommandLineAPI: true } }));
  await new Promise((resolve) => setTimeout(resolve, 300));
}
it('reached the runner', () => {
  expect(targets).not.toEqual([]);
});
${FAILING}`,
    outcome: 'failed',
    says: /unit\/failed\/reached the runner/,
  },
  {
    name: 'rewrites its own source while it is judged',
    code: `import { writeFileSync } from 'node:fs';

import { expect, it } from 'vitest';

it('rewrites', () => {
  writeFileSync('src/main.ts', 'export {};');
});
${FAILING}`,
    outcome: 'failed',
    says: /unit\/failed\/fails/,
  },
  {
    name: 'leads the report out of the tree by a link',
    code: `import { rmSync, symlinkSync } from 'node:fs';

import { afterAll, expect, it } from 'vitest';

const link = () => {
  rmSync('.verification/tests.json', { force: true });
  symlinkSync('/etc/passwd', '.verification/tests.json');
};
link();
afterAll(link);
process.on('exit', link);
${FAILING}`,
    outcome: 'critical',
    says: /replaced it|leads out/,
  },
];

/** It knows the runner: it gives its own tests a result that cannot be changed, and spares the two that must fail. */
export const falsifiedResults: Forgery = {
  name: 'falsifies its own results in the process of the tests, and nothing else',
  code: `import { expect, it } from 'vitest';

it('falsifies', ({ task }) => {
  for (const test of task.file.tasks.slice(1)) {
    let result: { errors?: unknown } | undefined;
    const keep = (given: { state: string; errors?: unknown } | undefined): void => {
      let { state } = given ?? { state: 'run' };
      const falsified = { get: () => (state === 'fail' ? 'pass' : state), set: (to: string) => (state = to), enumerable: true };
      result = given && Object.defineProperty(given, 'state', falsified);
    };
    const get = () => {
      delete result?.errors;
      return result;
    };
    Object.defineProperty(test, 'result', { get, set: keep, enumerable: true });
  }
  expect(task.file.tasks).toHaveLength(2);
});
${FAILING}`,
  outcome: 'passed',
  says: /^$/,
};
