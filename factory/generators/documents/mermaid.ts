import { codeBlock } from './markdown-blocks.ts';

const named: Record<string, string> = { '"': 'quot', '<': 'lt', '>': 'gt', '&': 'amp' };

/**
 * Text as a quoted Mermaid label. Everything that any of its diagrams may read as syntax, Markdown or HTML becomes an
 * entity in Mermaid's notation (`#quot;`); a leading number with a dot, which would open a list, loses its dot to one.
 */
export const label = (value: string): string => `"${words(value)}"`;

/** The same without quotes, for diagrams whose labels have none. */
export const words = (value: string): string =>
  value
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[^\p{L}\p{M}\p{N} .,:'()/-]/gu, (char) => `#${named[char] ?? char.codePointAt(0)};`)
    .replace(/^-/, '#45;')
    .replace(/^(\d+)\./, '$1#46;');

/** A fenced Mermaid diagram. */
export const mermaid = (...lines: readonly string[]): string => codeBlock('mermaid', lines.join('\n'));
