import { markdownSkeleton as blocksOf } from '../../documents/markdown-skeleton.ts';
import { jsonSkeleton } from './json-skeleton.ts';
import { mermaidSkeleton } from './mermaid-skeleton.ts';
import { shellSkeleton } from './shell-skeleton.ts';

const FENCED = /^(`{3,})(\w*)\n([\s\S]*?)\n\1$/gm;

const inside: Record<string, (code: string) => string> = {
  mermaid: mermaidSkeleton,
  sh: shellSkeleton,
  json: jsonSkeleton,
};

/** Code within a line is words like any other: what cannot be written as code is written as text. */
const withoutInlineCode = (blocks: string): string =>
  blocks.replaceAll('inlineCode', 'text').replace(/\btext(?: text\b)+/g, 'text');

/** The structure of a Markdown document, and that of the code in its fences. */
export const markdownSkeleton = async (text: string): Promise<string> =>
  [
    withoutInlineCode(await blocksOf(text)),
    ...Array.from(text.matchAll(FENCED), ([, , language = '', code = '']) =>
      (inside[language] ?? String)(code),
    ),
  ].join('\n');
