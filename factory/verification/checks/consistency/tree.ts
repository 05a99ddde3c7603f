import { parseAllDocuments } from 'yaml';

import type { GeneratedFile } from '../../../domain/artifact.ts';
import { isObject, type Json } from '../../openapi-document.ts';

export type Manifest = { path: string; document: Json };

/** A repository as the comparisons read it. What is missing or cannot be parsed reads as empty: its own check says so. */
export type Tree = {
  paths: readonly string[];
  text: (path: string) => string;
  json: (path: string) => Json;
  /** Objects of a YAML file. */
  documents: (path: string) => Json[];
  /** The object of a kind among the Kubernetes base. */
  manifest: (kind: string) => Manifest;
};

const BASE = 'deploy/kubernetes/base/';

const parsedYaml = (text: string): Json[] => {
  const parsed = parseAllDocuments(text);
  return ('empty' in parsed ? [] : parsed)
    .filter(({ errors }) => errors.length === 0)
    .map((document) => document.toJS() as unknown)
    .filter(isObject);
};

const parsedJson = (text: string): Json => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
};

export const treeOf = (files: readonly GeneratedFile[]): Tree => {
  const contents = new Map(files.map(({ path, content }) => [path, content]));
  const paths = [...contents.keys()].toSorted();
  const text = (path: string) => contents.get(path) ?? '';
  const documents = (path: string) => parsedYaml(text(path));
  const base = paths
    .filter((path) => path.startsWith(BASE) && /\.ya?ml$/.test(path))
    .flatMap((path) => documents(path).map((document) => ({ path, document })));
  return {
    paths,
    text,
    documents,
    json: (path) => parsedJson(text(path)),
    manifest: (kind) =>
      base.find(({ document }) => document['kind'] === kind) ?? { path: `${BASE} (${kind})`, document: {} },
  };
};

/** Objects of a list; none where it is no list. */
export const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A scalar as text; `undefined` for anything else. */
export const scalar = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;

/** The first group of a pattern. */
export const found = (text: string, pattern: RegExp): string | undefined => pattern.exec(text)?.[1];

/** The first group of every match. */
export const allFound = (text: string, pattern: RegExp): string[] =>
  Array.from(text.matchAll(pattern), ([, group]) => group ?? '');
