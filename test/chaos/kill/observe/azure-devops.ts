import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { KEY_TRAILER } from '../../../../platform/source-control/commit-message.ts';
import { git } from '../../../e2e/support/factory-cli.ts';
import { rows } from './rows.ts';

export type Commit = { id: string; tree: string; key: string };

/** A repository by what it holds: where each ref points, and every commit that any ref reaches. */
export type Repository = { name: string; refs: readonly string[]; commits: readonly Commit[] };

export type WorkItem = {
  id: number;
  project: string;
  key: string;
  state: string;
  draft: string;
  /** Of which commits it tells: `<repository> <object id>`. */
  commits: readonly string[];
};

export type PipelineRun = { key: string; status: string; steps: number };

/** What the embedded Azure DevOps itself holds, read past the factory. */
export type AzureDevOps = {
  repositories: readonly Repository[];
  workItems: readonly WorkItem[];
  pipelineRuns: readonly PipelineRun[];
};

export const NOTHING_THERE: AzureDevOps = { repositories: [], workItems: [], pipelineRuns: [] };

const lines = (text: string): string[] => text.split('\n').filter(Boolean);

const foldersIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .toSorted()
    : [];

const commitsOf = (directory: string): Commit[] => {
  const format = `%H %T %(trailers:key=${KEY_TRAILER},valueonly,unfold,separator=%x2C)`;
  return lines(git(directory, 'log', '--all', `--format=${format}`)).map((line) => {
    const [id = '', tree = '', ...key] = line.split(' ');
    return { id, tree, key: key.join(' ') };
  });
};

const repositoriesIn = (root: string): Repository[] =>
  foldersIn(root).flatMap((organization) =>
    foldersIn(join(root, organization)).flatMap((project) =>
      foldersIn(join(root, organization, project)).map((entry) => {
        const directory = join(root, organization, project, entry);
        const refs = lines(git(directory, 'for-each-ref', '--format=%(refname) %(objectname)'));
        const name = `${organization}/${project}/${entry.replace(/\.git$/, '')}`;
        return { name, refs, commits: refs.length === 0 ? [] : commitsOf(directory) };
      }),
    ),
  );

const workItemsIn = (workspace: string): WorkItem[] => {
  const store = join(workspace, 'store.db');
  const links = rows(
    store,
    'SELECT work_item_id, repository, object_id FROM work_item_commit ORDER BY number',
  );
  return rows(store, 'SELECT * FROM work_item ORDER BY id').map((row) => ({
    id: Number(row['id']),
    project: String(row['project_id']),
    key: String(row['key']),
    state: String(row['state']),
    draft: String(row['draft']),
    commits: links
      .filter((link) => link['work_item_id'] === row['id'])
      .map((link) => `${String(link['repository'])} ${String(link['object_id'])}`),
  }));
};

type RunRecord = { key: string; run: { status: string; steps: unknown[] } };

const pipelineRunsIn = (folder: string): PipelineRun[] =>
  foldersIn(folder)
    .map((id) => join(folder, id, 'run.json'))
    .map((file) =>
      existsSync(file)
        ? (JSON.parse(readFileSync(file, 'utf8')) as RunRecord)
        : { key: `no result in ${file}`, run: { status: 'begun', steps: [] } },
    )
    .map(({ key, run }) => ({ key, status: run.status, steps: run.steps.length }));

export const observeAzureDevOps = (workspace: string): AzureDevOps => ({
  repositories: repositoriesIn(join(workspace, 'repositories')),
  workItems: workItemsIn(workspace),
  pipelineRuns: pipelineRunsIn(join(workspace, 'pipelines')),
});
