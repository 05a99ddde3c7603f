import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';

export type Author = { name: string; email: string };

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;

/**
 * One commit on branch `main` that holds exactly `files`, as a stream for `git fast-import --done`. A stream that is cut
 * off changes nothing: without its last command git ends with an error before it touches the branch.
 */
export const commitStream = (input: {
  author: Author;
  at: Date;
  message: string;
  /** Commit it stands on; `undefined` in an empty repository. */
  parent: string | undefined;
  /** With safe paths: none needs quoting. */
  files: readonly GeneratedFile[];
}): Buffer => {
  const { author, at, message, parent, files } = input;
  return Buffer.from(
    [
      'commit refs/heads/main\n',
      `committer ${author.name} <${author.email}> ${Math.floor(at.getTime() / 1000)} +0000\n`,
      data(message),
      parent === undefined ? '' : `from ${parent}\n`,
      'deleteall\n',
      ...files.map(({ path, content }) => `M 100644 inline ${path}\n${data(content)}`),
      'done\n',
    ].join(''),
  );
};
