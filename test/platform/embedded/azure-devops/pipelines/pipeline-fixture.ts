import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

import type { PipelineRun, PipelineRunner } from '../../../../../platform/ports.ts';
import { createPipelineRunner } from '../../../../../platform/embedded/azure-devops/pipelines/pipeline-runner.ts';
import { createProcessRegistry } from '../../../../../platform/embedded/processes/process-registry.ts';
import { createInstallCache } from '../../../../../platform/embedded/sandbox/install-cache.ts';
import { createBareRepository } from './bare-repository.ts';

export type PipelineFixture = {
  workspace: string;
  createRunner(): PipelineRunner;
  /** A new repository with one commit; answers its name and the commit. */
  commit(files: Readonly<Record<string, string>>): { repository: string; commit: string };
  /** Commits the files and runs their `azure-pipelines.yml`. */
  runFiles(files: Readonly<Record<string, string>>): Promise<PipelineRun>;
  runPipeline(yaml: string): Promise<PipelineRun>;
};

/** A workspace with repositories and a pipeline runner, removed after the file's tests. */
export const createPipelineFixture = (): PipelineFixture => {
  const workspace = mkdtempSync(join(tmpdir(), 'pipeline-runner-'));
  const repositories = join(workspace, 'repositories');
  const registry = createProcessRegistry(join(workspace, 'processes'));
  const createRunner = (): PipelineRunner =>
    createPipelineRunner({
      workspace,
      registry,
      installCache: createInstallCache({ registry, directory: join(workspace, 'installs') }),
      repositoryPath: (name) => join(repositories, `${name}.git`),
      clock: { now: () => new Date('2026-01-02T03:04:05Z') },
    });
  const runner = createRunner();
  let count = 0;
  const commit = (files: Readonly<Record<string, string>>) => {
    const repository = `service-${(count += 1)}`;
    return { repository, commit: createBareRepository(repositories, repository).commit(files) };
  };
  const runFiles = (files: Readonly<Record<string, string>>): Promise<PipelineRun> => {
    const revision = commit(files);
    return runner.run({ key: revision.repository, ...revision, pipelinePath: 'azure-pipelines.yml' });
  };
  afterAll(() => rmSync(workspace, { recursive: true, force: true }));
  return {
    workspace,
    createRunner,
    commit,
    runFiles,
    runPipeline: (yaml) => runFiles({ 'azure-pipelines.yml': yaml }),
  };
};

/** Status and detail by step, the way a reader skims a run. */
export const outline = (run: PipelineRun): string[] =>
  run.steps.map(({ stage, job, name, status, detail }) => `${stage}.${job} ${name}: ${status}: ${detail}`);
