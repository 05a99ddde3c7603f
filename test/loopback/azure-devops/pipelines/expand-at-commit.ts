import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { stringify } from 'yaml';

import { expandPipeline } from '../../../../platform/embedded/azure-devops/pipelines/expand-templates.ts';
import {
  definePipeline,
  type PipelineDefinition,
} from '../../../../platform/embedded/azure-devops/pipelines/pipeline-definition.ts';
import { filesOf } from '../git/git-objects.ts';
import { commitNamed, type Repository } from '../git/repository.ts';
import { refuse } from '../refusal.ts';

const invalid = (message: string): never => refuse(400, 'PipelineValidationException', message);

const writeTree = (repository: Repository, commit: string, folder: string): void => {
  for (const [path, { id }] of filesOf(repository.store, commitNamed(repository, commit))) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, repository.store.objects.get(id)?.bytes ?? '');
  }
};

/** The pipeline of a commit with its templates expanded. One that cannot be is refused, as the service refuses it. */
export const expandAtCommit = (
  repository: Repository,
  commit: string,
  file: string,
): { finalYaml: string; pipeline: PipelineDefinition } => {
  const folder = mkdtempSync(join(tmpdir(), 'loopback-pipeline-'));
  try {
    writeTree(repository, commit, folder);
    const expanded = expandPipeline(folder, file);
    return { finalYaml: stringify(expanded), pipeline: definePipeline(expanded) };
  } catch (error) {
    const message = error instanceof Error ? error.message.replaceAll(folder, '') : 'It cannot be read.';
    return invalid(`/${file}: ${message}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
