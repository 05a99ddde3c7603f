import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const git = (folder: string, ...parameters: string[]): string => {
  const { status, stdout, stderr } = spawnSync('git', parameters, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${parameters.join(' ')}: ${stderr}`);
  return stdout;
};

/** Makes a folder that holds what a clone of the working tree would: its files as they are now, without ignored ones. */
export const freshClone = (root: string, folder: string): void => {
  const [present, gone] = [
    git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'),
    git(root, 'ls-files', '-z', '--deleted'),
  ].map((list) => new Set(list.split('\0').filter(Boolean)));
  for (const path of present ?? []) {
    if (gone?.has(path)) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path));
  }
  git(folder, 'init', '--quiet');
};
