/** How an artifact is shown. */
export type ArtifactKind = 'markdown' | 'openapi' | 'json' | 'code' | 'binary' | 'large';

/** Bytes up to which an artifact is shown; a larger one is only downloaded. */
export const MAX_SHOWN = 512 * 1024;

const languages: Readonly<Record<string, string>> = {
  ts: 'typescript',
  tsx: 'typescript',
  mts: 'typescript',
  js: 'typescript',
  mjs: 'typescript',
  json: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  bicep: 'bicep',
  bicepparam: 'bicep',
  feature: 'gherkin',
  proto: 'protobuf',
  sql: 'sql',
  sh: 'bash',
  dockerfile: 'dockerfile',
  xml: 'xml',
  svg: 'xml',
  html: 'xml',
  css: 'css',
  md: 'markdown',
  env: 'ini',
  ini: 'ini',
  npmrc: 'ini',
  editorconfig: 'ini',
};

const binaries = new Set([
  'tgz',
  'gz',
  'zip',
  'tar',
  'png',
  'jpg',
  'jpeg',
  'gif',
  'webp',
  'ico',
  'pdf',
  'wasm',
]);

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What follows the last dot of a name, in lower case; the whole name where there is none. */
const endingOf = (path: string): string => {
  const name = nameOf(path).toLowerCase();
  return name.slice(name.lastIndexOf('.') + 1);
};

/** The name under which the highlighter knows the language, `undefined` for plain text. */
export const languageOf = (path: string): string | undefined => {
  const ending = endingOf(path);
  return Object.hasOwn(languages, ending) ? languages[ending] : undefined;
};

/** OpenAPI documents are known by their names: `openapi.json`, `payments.openapi.yaml`. */
const isOpenApi = (path: string): boolean => /(^|\.)openapi\.(json|ya?ml)$/i.test(nameOf(path));

export const kindOf = ({ path, size }: { path: string; size: number }): ArtifactKind => {
  if (binaries.has(endingOf(path))) return 'binary';
  if (size > MAX_SHOWN) return 'large';
  if (isOpenApi(path)) return 'openapi';
  if (languageOf(path) === 'markdown') return 'markdown';
  return languageOf(path) === 'json' ? 'json' : 'code';
};

/** `512 B`, `14 kB`, `1.3 MB`. */
export const sizeText = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
};
