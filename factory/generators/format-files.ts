import { createHash } from 'node:crypto';

import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import * as markdown from 'prettier/plugins/markdown';
import * as typescript from 'prettier/plugins/typescript';
import * as yaml from 'prettier/plugins/yaml';
import type { Plugin } from 'prettier';
import { format } from 'prettier/standalone';

import type { GeneratedFile } from '../domain/artifact.ts';
import { asEscape, respelled } from './disputed-width.ts';

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

/** Characters of formatted text that are kept: what ten services of a solution have in common. */
const KEPT = 4_000_000;

/** Formatted texts, by parser and text. Many files are the same in every service of a solution. */
const known = new Map<string, Promise<string>>();
let kept = 0;

/** Where prose and strings cannot be told apart, as in YAML, nothing of a definition stands. */
const spelled = (content: string, parser: string): string =>
  /^(?:typescript|babel|json)$/.test(parser) ? respelled(content, asEscape) : content;

const formatText = (content: string, parser: string, path: string): Promise<string> => {
  const key = `${parser} ${createHash('sha256').update(content).digest('hex')}`;
  const found = known.get(key);
  if (found) return found;
  if (kept > KEPT) known.clear();
  kept = (kept > KEPT ? 0 : kept) + content.length;
  const formatted = format(spelled(content, parser), { ...generatedStyle, parser, plugins, filepath: path });
  known.set(key, formatted);
  return formatted;
};

const formatFile = async ({ path, content }: GeneratedFile): Promise<GeneratedFile> => {
  const parser = parsers[path.slice(path.lastIndexOf('.') + 1)];
  if (!parser || path.endsWith('package-lock.json')) return { path, content };
  return { path, content: await formatText(content, parser, path) };
};

/** Gives every file the bytes that the repository's own formatter would give it. Lockfiles stay as npm writes them. */
export const formatFiles = (files: readonly GeneratedFile[]): Promise<GeneratedFile[]> =>
  Promise.all(files.map(formatFile));
