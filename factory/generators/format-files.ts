import { format } from 'prettier';

import type { GeneratedFile } from '../domain/artifact.ts';

/** The style of generated code; `.prettierrc.json` of a generated repository holds the same. */
export const generatedStyle = { printWidth: 110, singleQuote: true } as const;

const parsers: Record<string, string> = {
  ts: 'typescript',
  md: 'markdown',
  yml: 'yaml',
  yaml: 'yaml',
  json: 'json',
};

/** Gives every file the bytes that the repository's own formatter would give it. Lockfiles stay as npm writes them. */
export const formatFiles = (files: readonly GeneratedFile[]): Promise<GeneratedFile[]> =>
  Promise.all(
    files.map(async ({ path, content }) => {
      const parser = parsers[path.slice(path.lastIndexOf('.') + 1)];
      if (!parser || path.endsWith('package-lock.json')) return { path, content };
      return { path, content: await format(content, { ...generatedStyle, parser }) };
    }),
  );
