/**
 * The parts of the test run's configuration that are code. They run in the runner's process; generated code runs in another one,
 * which the runner starts when the reporter has read its key: who replaces the report cannot sign it.
 */

/** Two tests that must be reported as failed, after all others: a run in which they are not judges no test. */
export const CANARY = `import { expect, it } from 'vitest';

it('a wrong expectation fails', () => {
  expect(1).toBe(2);
});

it('an error fails', async () => {
  await Promise.reject(new Error('planted'));
});
`;

/** Tests of the canary. */
export const CANARY_TESTS = 2;

export const reporter = (
  reportPath: string,
  canaryPath: string,
): string => `import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const key = readFileSync(0, 'utf8');
const canary = resolve(${JSON.stringify(canaryPath)});

const ancestors = ({ parent }) => (parent.type === 'suite' ? [...ancestors(parent), parent.name] : []);

const testOf = (test) => {
  const { state, errors = [] } = test.result();
  const ancestorTitles = ancestors(test);
  return {
    title: test.name,
    fullName: [...ancestorTitles, test.name].join(' '),
    ancestorTitles,
    status: state,
    failureMessages: errors.map(({ stack, message }) => stack || message || ''),
  };
};

const suiteOf = (module) => ({
  name: module.moduleId,
  status: module.state(),
  message: module.errors()[0]?.message ?? '',
  assertionResults: [...module.children.allTests()].map(testOf),
});

export default class SignedReporter {
  onCoverage(coverage) {
    this.coverage = coverage.getCoverageSummary().toJSON();
  }
  onTestRunEnd(modules, errors, reason) {
    const suites = modules.map(suiteOf);
    const report = JSON.stringify({
      reason,
      errors: errors.map(({ stack, message }) => stack || message || 'an error without a message'),
      canary: suites.filter(({ name }) => name === canary).flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status)),
      testResults: suites.filter(({ name }) => name !== canary),
      coverage: this.coverage,
    });
    const signature = createHmac('sha256', key).update(report).digest('hex');
    writeFileSync(${JSON.stringify(reportPath)}, JSON.stringify({ signature, report }));
  }
}
`;

export const runnerConfiguration = (
  options: object,
  reporterPath: string,
  canaryPath: string,
): string => `import { resolve } from 'node:path';

import { BaseSequencer } from 'vitest/node';

const canary = resolve(${JSON.stringify(canaryPath)});

class CanaryLast extends BaseSequencer {
  async sort(files) {
    const sorted = await super.sort(files);
    return [...sorted.filter(({ moduleId }) => moduleId !== canary), ...sorted.filter(({ moduleId }) => moduleId === canary)];
  }
}

const test = ${JSON.stringify(options, null, 2)};

export default {
  test: { ...test, sequence: { sequencer: CanaryLast }, reporters: [resolve(${JSON.stringify(reporterPath)})] },
};
`;
