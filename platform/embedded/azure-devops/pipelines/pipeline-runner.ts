import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import type { Clock, PipelineRun, PipelineRunner, PipelineStep } from '../../../ports.ts';
import type { ProcessRegistry } from '../../processes/process-registry.ts';
import type { InstallCache } from '../../sandbox/install-cache.ts';
import { createAgents } from './agents.ts';
import { checkOut } from './check-out.ts';
import { expandPipeline } from './expand-templates.ts';
import { UnsupportedExpression } from './expression.ts';
import { definePipeline, type PipelineDefinition } from './pipeline-definition.ts';
import { PipelineError } from './pipeline-error.ts';
import type { RunContext } from './run-context.ts';
import { runStages } from './run-stages.ts';

type RunInput = Parameters<PipelineRunner['run']>[0];

/** What is kept of a finished run. */
type RunRecord = { key: string; finishedAt: string; run: PipelineRun };

/** Characters of the failure log that a result holds. */
const LOG_LIMIT = 16_000;

const runId = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 16);

const readRecord = async (file: string): Promise<RunRecord | undefined> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as RunRecord;
  } catch {
    return undefined;
  }
};

/** Jobs run side by side, so their steps arrive mixed. */
const inWrittenOrder = (pipeline: PipelineDefinition, steps: readonly PipelineStep[]): PipelineStep[] =>
  pipeline.stages.flatMap(({ name: stage, jobs }) =>
    jobs.flatMap(({ name: job }) => steps.filter((step) => step.stage === stage && step.job === job)),
  );

/** Runs `azure-pipelines.yml` on this machine: build and test jobs really, everything else reported as not run. */
export const createPipelineRunner = (options: {
  workspace: string;
  registry: ProcessRegistry;
  installCache: InstallCache;
  /** Path of a repository's bare git directory. */
  repositoryPath: (name: string) => string;
  clock: Clock;
}): PipelineRunner => {
  const { registry, installCache, repositoryPath, clock } = options;
  const agents = createAgents();
  const running = new Map<string, Promise<PipelineRun>>();

  const execute = async (input: RunInput): Promise<PipelineRun> => {
    const id = runId(input.key);
    const folder = join(options.workspace, 'pipelines', id);
    const file = join(folder, 'run.json');
    const finished = await readRecord(file);
    if (finished !== undefined) return finished.run;

    // An interrupted run left a folder without a result: it starts over.
    await rm(folder, { recursive: true, force: true });
    await mkdir(join(folder, 'logs'), { recursive: true });
    const run: PipelineRun = { id, status: 'failed', steps: [], tests: { passed: 0, failed: 0 }, log: '' };
    const failures: string[] = [];
    const context: RunContext = {
      id,
      folder,
      repository: input.repository,
      repositoryPath: repositoryPath(input.repository),
      commit: input.commit,
      registry,
      installCache,
      agents,
      addStep: (step) => run.steps.push(step),
      addTests: (tests) => {
        run.tests.passed += tests.passed;
        run.tests.failed += tests.failed;
      },
      addFailure: (text) => failures.push(text),
    };
    try {
      const source = join(folder, 'pipeline');
      await checkOut({ repository: context.repositoryPath, commit: input.commit, directory: source });
      const pipeline = definePipeline(expandPipeline(source, input.pipelinePath));
      run.status = await runStages(context, pipeline);
      run.steps = inWrittenOrder(pipeline, run.steps);
    } catch (error) {
      if (!(error instanceof PipelineError || error instanceof UnsupportedExpression)) throw error;
      failures.push(error.message);
    }
    run.log = stripVTControlCharacters(failures.join('\n\n')).slice(-LOG_LIMIT);
    // A failed run's folders stay for whoever looks into it.
    if (run.status === 'succeeded') {
      await rm(join(folder, 'work'), { recursive: true, force: true });
    }
    await rm(join(folder, 'pipeline'), { recursive: true, force: true });
    const record: RunRecord = { key: input.key, finishedAt: clock.now().toISOString(), run };
    await writeFile(`${file}.tmp`, JSON.stringify(record, undefined, 2));
    await rename(`${file}.tmp`, file);
    return run;
  };

  return {
    run(input) {
      const known = running.get(input.key);
      if (known !== undefined) return known;
      const started = execute(input).finally(() => running.delete(input.key));
      running.set(input.key, started);
      return started;
    },
    async remove(key) {
      await running.get(key)?.catch(() => undefined);
      await rm(join(options.workspace, 'pipelines', runId(key)), { recursive: true, force: true });
    },
  };
};
