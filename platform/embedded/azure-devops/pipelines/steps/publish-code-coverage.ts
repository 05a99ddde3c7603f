import { readFileSync } from 'node:fs';

import { findFiles } from './find-files.ts';
import { failedWith, passed, type StepRunner } from './step-context.ts';

/** `PublishCodeCoverageResults@2`: the summary must be there and say a rate (Cobertura). */
export const publishCodeCoverage: StepRunner = async ({ input, sources }) => {
  const pattern = input('summaryFileLocation') ?? '';
  const [file] = findFiles(sources, pattern);
  if (file === undefined) return failedWith(`no file matches ${pattern}`);
  const rate = /<coverage\b[^>]*\bline-rate="([\d.]+)"/.exec(readFileSync(file, 'utf8'))?.[1];
  return rate === undefined
    ? failedWith(`${pattern} is not a Cobertura summary`)
    : passed(`${(Number(rate) * 100).toFixed(1)} % of lines`);
};
