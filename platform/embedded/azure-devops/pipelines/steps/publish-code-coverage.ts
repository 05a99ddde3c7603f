import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { failedWith, passed, type StepRunner } from './step-context.ts';

/** `PublishCodeCoverageResults@2`: the summary must be there and say a rate (Cobertura). */
export const publishCodeCoverage: StepRunner = async ({ input, sources }) => {
  const pattern = input('summaryFileLocation') ?? '';
  const [file] = globSync(pattern, { cwd: sources, exclude: ['**/node_modules/**'] });
  if (file === undefined) return failedWith(`no file matches ${pattern}`);
  const rate = /<coverage\b[^>]*\bline-rate="([\d.]+)"/.exec(
    readFileSync(resolve(sources, file), 'utf8'),
  )?.[1];
  return rate === undefined
    ? failedWith(`${file} is not a Cobertura summary`)
    : passed(`${(Number(rate) * 100).toFixed(1)} % of lines`);
};
