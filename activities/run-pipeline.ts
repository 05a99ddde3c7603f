import { failed, type Outcome } from '../factory/domain/failure.ts';
import { roundOf } from '../factory/domain/fix-round.ts';
import type { PipelineRun, Ports } from '../platform/ports.ts';
import { jsonFile } from './lib/artifact-texts.ts';
import { recorded } from './lib/recorded.ts';
import { undoable } from './lib/undoable.ts';
import type { ServiceInput } from './lib/write-service-files.ts';

type Used = Pick<Ports, 'artifacts' | 'pipelines' | 'undo' | 'actions' | 'publisher' | 'clock'>;

export type RevisionInput = ServiceInput & { repository: string; commit: string };

const outputOf = ({ steps, tests, place = 'on this machine' }: PipelineRun): string => {
  const count = (status: string) => steps.filter((step) => step.status === status).length;
  return `${count('passed')} steps passed, ${count('not-run')} not run ${place}, ${tests.passed} tests passed`;
};

/** Deployment: the repository's own pipeline, run on the commit in a clean checkout. */
export const createRunPipeline =
  (ports: Used) =>
  (input: RevisionInput): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      {
        stage: 'deployment',
        agent: 'pipeline-runner',
        action: 'run the pipeline',
        input: `azure-pipelines.yml at ${input.commit.slice(0, 10)}`,
        service: input.service,
      },
      async () => {
        const { projectId, service, repository, commit } = input;
        // A try after one whose answer was lost finds the run that is there.
        const key = `${projectId}-${service}-${commit.slice(0, 12)}-${roundOf(input.attempt)}`;
        const run = await undoable(
          ports,
          {
            projectId,
            stage: 'deployment',
            service,
            kind: 'pipeline',
            marker: `pipeline:${key}`,
            args: { key },
          },
          () => ports.pipelines.run({ key, repository, commit, pipelinePath: 'azure-pipelines.yml' }),
        );
        await ports.artifacts.putAll(input.projectId, 'deployment', [
          jsonFile(`deployment/${input.service}/pipeline-run.json`, run),
        ]);
        if (run.status === 'failed') {
          const step = run.steps.find(({ status }) => status === 'failed');
          const where = step
            ? `step "${step.name}" of ${step.stage}/${step.job}: ${step.detail}`
            : 'no step says why';
          return failed(
            'pipeline',
            `The pipeline of ${input.service} failed in ${where}\n${run.log.slice(-1_200)}`,
          );
        }
        return { ok: true, value: { result: null, facts: { output: outputOf(run) } } };
      },
    );
