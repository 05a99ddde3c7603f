import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { createPipelineRunner as createReal } from '../../../platform/embedded/azure-devops/pipelines/pipeline-runner.ts';
import { gitOutput } from '../../../platform/embedded/azure-devops/source-control/run-git.ts';
import type { PipelineRun } from '../../../platform/ports.ts';
import { replayed } from './recording.ts';

/** Keeps a run that was replayed where the real runner keeps its own. */
const keep = (workspace: string, key: string, replayedRun: PipelineRun): PipelineRun => {
  const id = createHash('sha256').update(key).digest('hex').slice(0, 16);
  const run = { ...replayedRun, id };
  const folder = join(workspace, 'pipelines', id);
  const file = join(folder, 'run.json');
  if (existsSync(file)) return run;
  mkdirSync(join(folder, 'logs'), { recursive: true });
  writeFileSync(`${file}.tmp`, JSON.stringify({ key, finishedAt: new Date().toISOString(), run }));
  renameSync(`${file}.tmp`, file);
  return run;
};

/** The runner, with what it found for the same tree before. */
export const createPipelineRunner: typeof createReal = (options) => {
  const real = createReal(options);
  return {
    ...real,
    async run(input) {
      const gitDirectory = options.repositoryPath(input.repository);
      const tree = await gitOutput([`--git-dir=${gitDirectory}`, 'rev-parse', `${input.commit}^{tree}`]);
      const about = { tree: tree.trim(), pipelinePath: input.pipelinePath };
      return keep(options.workspace, input.key, await replayed('pipeline', about, () => real.run(input)));
    },
  };
};
