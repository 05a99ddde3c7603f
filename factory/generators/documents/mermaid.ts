import { codeBlock } from './markdown-blocks.ts';

const named: Record<string, string> = { '"': 'quot', '<': 'lt', '>': 'gt', '&': 'amp' };

/**
 * Text as a quoted Mermaid label. Everything that any of its diagrams may read as syntax, Markdown or HTML becomes an
 * entity in Mermaid's notation (`#quot;`); a leading number with a dot, which would open a list, loses its dot to one.
 */
export const label = (value: string): string => {
  const escaped = value
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[^\p{L}\p{M}\p{N} .,:'()/-]/gu, (char) => `#${named[char] ?? char.codePointAt(0)};`)
    .replace(/^-/, '#45;')
    .replace(/^(\d+)\./, '$1#46;');
  return `"${escaped}"`;
};

/** A fenced Mermaid diagram. */
export const mermaid = (...lines: readonly string[]): string => codeBlock('mermaid', lines.join('\n'));
