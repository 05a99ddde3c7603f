import { bytesOf } from '../../../../factory/domain/artifact-bytes.ts';
import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import { runGit, type GitResult } from './run-git.ts';

export type Author = { name: string; email: string };

const data = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);

/** One commit on a branch (`main` where none is named) that holds exactly `files`, as `git fast-import` reads it. */
export const commitStream = (input: {
  author: Author;
  at: Date;
  message: string;
  branch?: string;
  /** Commit it stands on; `undefined` in an empty repository. */
  parent: string | undefined;
  /** With safe paths: none needs quoting. */
  files: readonly GeneratedFile[];
}): Buffer => {
  const { author, at, message, branch = 'main', parent, files } = input;
  const parts = [
    `commit refs/heads/${branch}\n`,
    `committer ${author.name} <${author.email}> ${Math.floor(at.getTime() / 1000)} +0000\n`,
    data(Buffer.from(message)),
    parent === undefined ? '' : `from ${parent}\n`,
    'deleteall\n',
    ...files.flatMap((file) => [`M 100644 inline ${file.path}\n`, data(bytesOf(file))]),
    'done\n',
  ];
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
};

/**
 * Feeds a commit's stream to git, which writes one pack and then moves the branch in one step: only when the branch's tip
 * is contained in the new one, and only when the stream came whole (`--done`: a killed writer's ends without that word).
 */
export const fastImport = (gitDirectory: string, stream: Uint8Array): Promise<GitResult> =>
  runGit(
    [`--git-dir=${gitDirectory}`, '-c', 'fastimport.unpackLimit=0', 'fast-import', '--quiet', '--done'],
    stream,
  );
