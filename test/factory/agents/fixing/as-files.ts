import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';

/** A tree, said as texts by path. */
export const asFiles = (texts: Readonly<Record<string, string>>): GeneratedFile[] =>
  Object.entries(texts).map(([path, content]) => ({ path, content }));

/** Texts by path, in the order of the paths. */
export const asTexts = (files: readonly GeneratedFile[]): Record<string, string> =>
  Object.fromEntries(
    files
      .map(({ path, content }) => [path, content] as const)
      .toSorted(([one], [other]) => one.localeCompare(other)),
  );
