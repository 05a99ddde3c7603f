import type { Plugin } from 'prettier';
import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import * as markdown from 'prettier/plugins/markdown';
import * as typescript from 'prettier/plugins/typescript';
import * as yaml from 'prettier/plugins/yaml';
import { check } from 'prettier/standalone';

import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';
import type { Inspection } from '../inspection.ts';

/** The style of generated code. */
const STYLE = { printWidth: 110, singleQuote: true } as const;

const plugins = [babel, estree as Plugin, markdown, typescript, yaml];

const PARSERS: Record<string, string> = {
  ts: 'typescript',
  md: 'markdown',
  yml: 'yaml',
  yaml: 'yaml',
  json: 'json',
};

const parserOf = (path: string): string | undefined =>
  path.endsWith('package-lock.json') ? undefined : PARSERS[path.slice(path.lastIndexOf('.') + 1)];

const finding = (file: string, rule: string, message: string): Finding => ({
  check: 'format',
  rule: `format/${rule}`,
  file,
  message,
  suggestion: 'Run the formatter over the file.',
});

const inspect = async ({ path, content }: GeneratedFile, parser: string): Promise<Finding[]> => {
  try {
    return (await check(content, { ...STYLE, parser, plugins, filepath: path }))
      ? []
      : [finding(path, 'style', 'The file is not as the formatter would write it.')];
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return [finding(path, 'unreadable', `The formatter cannot read the file: ${reason}`)];
  }
};

/** Holds every file against the formatter; the style is ours, not the tree's. */
export const checkFormat = async (files: readonly GeneratedFile[]): Promise<Inspection> => {
  const formatted = files.flatMap((file) => {
    const parser = parserOf(file.path);
    return parser === undefined ? [] : [{ file, parser }];
  });
  const findings: Finding[] = [];
  // One at a time, with a breath between: the formatter is synchronous at heart, and others run beside it.
  for (const { file, parser } of formatted) {
    findings.push(...(await inspect(file, parser)));
    await new Promise(setImmediate);
  }
  return { inspected: formatted.length, unit: 'files', findings };
};
