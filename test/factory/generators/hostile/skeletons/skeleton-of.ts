import { parseAllDocuments } from 'yaml';

import type { GeneratedFile } from '../../../../../factory/domain/artifact.ts';
import { gherkinSkeleton } from './gherkin-skeleton.ts';
import { jsonSkeleton } from './json-skeleton.ts';
import { markdownSkeleton } from './markdown-skeleton.ts';
import { protoSkeleton } from './proto-skeleton.ts';
import { typescriptSkeleton } from './typescript-skeleton.ts';

/** Nothing of a text may be in these: they stay as they are. */
const unchanged = (text: string): string => text;

const yamlText = (text: string): string => {
  const faults = parseAllDocuments(text).flatMap((document) => document.errors);
  if (faults[0]) throw faults[0];
  return text;
};

const skeletons: Record<string, (text: string) => string | Promise<string>> = {
  ts: typescriptSkeleton,
  js: typescriptSkeleton,
  json: jsonSkeleton,
  md: markdownSkeleton,
  feature: gherkinSkeleton,
  proto: protoSkeleton,
  yml: yamlText,
  yaml: yamlText,
};

/** What stays of a file when what stands in its strings, comments and prose is left out. Throws where its language cannot read it. */
export const skeletonOf = async ({ path, content }: GeneratedFile): Promise<string> =>
  (skeletons[path.slice(path.lastIndexOf('.') + 1)] ?? unchanged)(content);
