import { createHash } from 'node:crypto';

import { bytesOf } from '../../../../factory/domain/artifact-bytes.ts';
import type { KeyedStep } from '../../../pull-requests/steps.ts';
import { fastImport, type Author } from '../source-control/fast-import.ts';
import { gitOutput, type GitResult } from '../source-control/run-git.ts';

type Entry = { mode: string; object: string };

const treeOf = async (gitDirectory: string, commit: string): Promise<Map<string, Entry>> => {
  const output = await gitOutput([`--git-dir=${gitDirectory}`, 'ls-tree', '-r', '-z', '--full-tree', commit]);
  return new Map(
    output
      .split('\0')
      .filter(Boolean)
      .map((line) => {
        const tab = line.indexOf('\t');
        const [mode = '', , object = ''] = line.slice(0, tab).split(' ');
        return [line.slice(tab + 1), { mode, object }];
      }),
  );
};

const data = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);

const blobId = (bytes: Buffer): string =>
  createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');

/** What a step does to the tree, which it changes: a line of `git fast-import` for each. A file keeps its mode. */
const changesOf = (tree: Map<string, Entry>, { files, remove }: KeyedStep): Buffer[] => {
  const lines: Buffer[] = [];
  for (const path of remove) if (tree.delete(path)) lines.push(Buffer.from(`D ${path}\n`));
  for (const file of files) {
    const bytes = bytesOf(file);
    const object = blobId(bytes);
    const there = tree.get(file.path);
    if (there?.object === object && there.mode.startsWith('100')) continue;
    const mode = there?.mode === '100755' ? '100755' : '100644';
    tree.set(file.path, { mode, object });
    lines.push(Buffer.from(`M ${mode} inline ${file.path}\n`), data(bytes));
  }
  return lines;
};

/**
 * Puts a commit per step on a branch that is at `parent`, all of them or none; a step that changes nothing makes none.
 * `undefined` where no step changes anything.
 */
export const importSteps = async (
  gitDirectory: string,
  input: { author: Author; at: Date; branch: string; parent: string; steps: readonly KeyedStep[] },
): Promise<GitResult | undefined> => {
  const { author, at, branch, parent, steps } = input;
  const tree = await treeOf(gitDirectory, parent);
  const parts: Buffer[] = [];
  for (const step of steps) {
    const changes = changesOf(tree, step);
    if (changes.length === 0) continue;
    parts.push(
      Buffer.from(`commit refs/heads/${branch}\n`),
      Buffer.from(`committer ${author.name} <${author.email}> ${Math.floor(at.getTime() / 1000)} +0000\n`),
      data(Buffer.from(step.message)),
      ...(parts.length === 0 ? [Buffer.from(`from ${parent}\n`)] : []),
      ...changes,
    );
  }
  if (parts.length === 0) return undefined;
  return fastImport(gitDirectory, Buffer.concat([...parts, Buffer.from('done\n')]));
};
