import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';

/** A stretch of a file's text, in characters, and what stands there afterwards. */
export type Edit = { start: number; end: number; text: string };

/** A place where an operator can change a tree: an edit of a file, or its new path. */
export type Site = { path: string; edit: Edit } | { path: string; movedTo: string };

/** A kind of mistake; `sites` lists every place of the tree where it can be made. */
export type Operator = { name: string; sites: (files: readonly GeneratedFile[]) => Site[] };

const edited = (content: string, { start, end, text }: Edit): string =>
  content.slice(0, start) + text + content.slice(end);

/** The tree with the mistake made at one place. */
export const mutated = (files: readonly GeneratedFile[], site: Site): GeneratedFile[] =>
  files.map((file) => {
    if (file.path !== site.path) return file;
    return 'edit' in site
      ? { path: file.path, content: edited(file.content, site.edit) }
      : { path: site.movedTo, content: file.content };
  });
