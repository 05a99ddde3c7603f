import { readAsset } from '../../../assets.ts';
import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { CheckName } from '../../../domain/quality-report.ts';
import { containerWords, pipelineFunctions } from '../../../knowledge/delivery/delivery-words.ts';
import { isOf } from './change.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const texts = (value: unknown): string[] => [value].flat().filter((text) => typeof text === 'string');

/** What a keyword of a schema says: names of fields, a task as `Docker@2`, texts that are allowed. */
const saidBy: Readonly<Record<string, (value: unknown) => string[]>> = {
  properties: (value) => (isObject(value) ? Object.keys(value) : []),
  pattern: (value) => texts(value).flatMap((text) => /^\^([\w.-]+@\d+)\$$/.exec(text)?.[1] ?? []),
  enum: texts,
  const: texts,
};

const wordsIn = (value: unknown, words: Set<string>): void => {
  if (Array.isArray(value)) for (const inner of value) wordsIn(inner, words);
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    for (const word of saidBy[key]?.(inner) ?? []) words.add(word);
    wordsIn(inner, words);
  }
};

const known = new Map<string, ReadonlySet<string>>();

const schemaWords = (name: string): ReadonlySet<string> => {
  const found = known.get(name);
  if (found) return found;
  const words = new Set<string>();
  wordsIn(JSON.parse(readAsset(`verification/schemas/${name}.json`)), words);
  known.set(name, words);
  return words;
};

const SCHEMAS: Readonly<Partial<Record<CheckName, readonly string[]>>> = {
  'pipeline-schema': ['azure-pipelines'],
  kubernetes: ['kubernetes', 'kustomization'],
};

const OWN: Readonly<Partial<Record<CheckName, readonly string[]>>> = {
  'pipeline-schema': pipelineFunctions,
  kubernetes: ['apiVersion', 'kind', 'metadata', 'name', 'labels', 'spec'],
  containers: containerWords,
};

/** Words that the format of a kind of file knows. */
export const formatWords = (check: CheckName): ReadonlySet<string> =>
  new Set([...(SCHEMAS[check] ?? []).flatMap((name) => [...schemaWords(name)]), ...(OWN[check] ?? [])]);

const WORD = /[A-Za-z_][\w.@-]*(?:\/[\w.@-]+)*/g;

const scriptsOf = (files: readonly GeneratedFile[]): string[] => {
  const manifest = files.find(({ path }) => path === 'package.json')?.content ?? '{}';
  const { scripts = {} } = JSON.parse(manifest) as { scripts?: Record<string, string> };
  return Object.keys(scripts);
};

/** Words that the files of a kind use, paths and scripts that they can name. */
export const usedWords = (check: CheckName, files: readonly GeneratedFile[]): ReadonlySet<string> => {
  const own = files.filter(({ path }) => isOf[check]?.test(path));
  const folders = files.map(({ path }) => path.split('/')[0] ?? path);
  return new Set([
    ...own.flatMap(({ content }) => content.match(WORD) ?? []),
    ...scriptsOf(files),
    ...files.flatMap(({ path }) => (path.includes('src/') ? [] : [path])),
    ...folders,
  ]);
};
