import { z } from 'zod';

import type { PipelineRun } from '../../../ports.ts';
import { bodyAs, listOf, type DevOpsRest } from '../azure-devops-rest.ts';
import { pathOf, type DevOpsPlace } from '../devops-place.ts';

const runSchema = z.object({
  passedTests: z.number().int().nullish(),
  unanalyzedTests: z.number().int().nullish(),
});

/** What the runs of tests that a build published add up to. An unanalysed test is one that failed. */
export const readTestResults = async (
  rest: DevOpsRest,
  { organization, project }: DevOpsPlace,
  build: number,
): Promise<PipelineRun['tests']> => {
  const answer = await rest({
    method: 'GET',
    path: pathOf(organization, project, '_apis', 'test', 'runs'),
    query: { buildUri: `vstfs:///Build/Build/${build}`, includeRunDetails: true },
    expected: [404],
  });
  const runs = answer.status === 404 ? [] : bodyAs(listOf(runSchema), answer).value;
  const sum = (count: (run: z.infer<typeof runSchema>) => number | null | undefined): number =>
    runs.reduce((total, run) => total + (count(run) ?? 0), 0);
  return { passed: sum((run) => run.passedTests), failed: sum((run) => run.unanalyzedTests) };
};
