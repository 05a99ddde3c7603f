import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { git } from '../../../e2e/support/factory-cli.ts';

export const repositoryAt = (workspace: string, name: string): string =>
  join(workspace, 'repositories/connectsoft/factory', `${name}.git`);

const author = ['-c', 'user.name=Plant', '-c', 'user.email=plant@example.com'];

/** With what git is given on its standard input. */
const gitFed = (directory: string, input: string, ...args: string[]): string => {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: directory, input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
};

const message = (directory: string): string => git(directory, 'log', '-1', '--format=%B', 'main');

/** Another commit of the same tree, with the same message, on top. */
export const addCommit = (directory: string): void => {
  const tree = git(directory, 'rev-parse', 'main^{tree}');
  const args = [...author, 'commit-tree', tree, '-p', 'main', '-m', message(directory)];
  git(directory, 'update-ref', 'refs/heads/main', git(directory, ...args));
};

/** The same commit with one byte more in one file. */
export const changeByte = (directory: string): void => {
  const entries = git(directory, 'ls-tree', 'main').split('\n');
  const entry = entries.find((line) => line.endsWith('\tREADME.md')) ?? '';
  const blob = /^\d+ blob ([0-9a-f]+)\t/.exec(entry)?.[1];
  if (blob === undefined) throw new Error('A plant found no README.md.');
  const changed = gitFed(
    directory,
    `${git(directory, 'cat-file', 'blob', blob)}\n\n`,
    'hash-object',
    '-w',
    '--stdin',
  );
  const tree = gitFed(directory, `${entries.join('\n').replace(blob, changed)}\n`, 'mktree');
  const commit = git(directory, ...author, 'commit-tree', tree, '-m', message(directory));
  git(directory, 'update-ref', 'refs/heads/main', commit);
};
