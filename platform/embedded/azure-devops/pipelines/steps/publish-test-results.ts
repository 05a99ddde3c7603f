import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { countTests } from '../junit-results.ts';
import { findFiles } from './find-files.ts';
import { failedWith, isTrue, notRun, passed, type StepOutcome, type StepRunner } from './step-context.ts';

/** `PublishTestResults@2`: reads JUnit reports and counts their cases. */
export const publishTestResults: StepRunner = async ({ input, sources }): Promise<StepOutcome> => {
  const format = input('testResultsFormat') ?? input('testRunner') ?? 'JUnit';
  if (format.toLowerCase() !== 'junit') return notRun(`results in format ${format} are not read here`);
  const folder = resolve(sources, input('searchFolder') ?? '');
  const patterns = (input('testResultsFiles') ?? '**/TEST-*.xml')
    .split('\n')
    .map((pattern) => pattern.trim());
  const files = patterns.filter((pattern) => pattern !== '').flatMap((pattern) => findFiles(folder, pattern));
  if (files.length === 0) {
    const detail = `no file matches ${patterns.join(', ')}`;
    return isTrue(input('failTaskOnMissingResultsFile')) ? failedWith(detail) : notRun(detail);
  }
  const tests = { passed: 0, failed: 0 };
  for (const file of new Set(files)) {
    const counts = countTests(readFileSync(file, 'utf8'));
    tests.passed += counts.passed;
    tests.failed += counts.failed;
  }
  const detail = `${tests.passed} passed, ${tests.failed} failed`;
  if (tests.passed + tests.failed === 0) return failedWith('the results hold no test that ran');
  const fails = tests.failed > 0 && isTrue(input('failTaskOnFailedTests'));
  return { ...(fails ? failedWith(detail) : passed(detail)), tests };
};
