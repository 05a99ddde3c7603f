import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import * as markdown from 'prettier/plugins/markdown';
import * as typescript from 'prettier/plugins/typescript';
import * as yaml from 'prettier/plugins/yaml';
import type { Plugin } from 'prettier';
import { format } from 'prettier/standalone';

import type { GeneratedFile } from '../domain/artifact.ts';

/**
 * The style of generated code; `.oxfmtrc.json` of a generated repository holds the same. That repository's formatter writes what
 * prettier writes, many times faster, but is a native program, which a function app does not carry; its check proves them equal.
 */
export const generatedStyle = { printWidth: 110, singleQuote: true } as const;

const plugins = [babel, estree as Plugin, markdown, typescript, yaml];

const parsers: Record<string, string> = {
  ts: 'typescript',
  js: 'babel',
  md: 'markdown',
  yml: 'yaml',
  yaml: 'yaml',
  json: 'json',
};

const formatFile = async ({ path, content }: GeneratedFile): Promise<GeneratedFile> => {
  const parser = parsers[path.slice(path.lastIndexOf('.') + 1)];
  if (!parser || path.endsWith('package-lock.json')) return { path, content };
  return { path, content: await format(content, { ...generatedStyle, parser, plugins, filepath: path }) };
};

/** Gives every file the bytes that the repository's own formatter would give it. Lockfiles stay as npm writes them. */
export const formatFiles = (files: readonly GeneratedFile[]): Promise<GeneratedFile[]> =>
  Promise.all(files.map(formatFile));
