import { Marked, type Token, type TokensList } from 'marked';

import { escapeHtml, highlighted } from './highlight.ts';

/** A document in its order: prose as HTML that nobody has cleaned yet, and diagrams as their sources. */
export type MarkdownPart = { kind: 'html'; html: string } | { kind: 'diagram'; source: string };

/** The page has its own h1 and the artifact its h2. */
const HEADING_OFFSET = 2;

const marked = new Marked({
  gfm: true,
  renderer: {
    heading({ tokens, depth }) {
      const level = Math.min(depth + HEADING_OFFSET, 6);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
    },
    code({ text, lang }) {
      const language = /^\w+/.exec(lang ?? '')?.[0];
      return `<pre><code>${highlighted(text, language)}</code></pre>\n`;
    },
    image({ text }) {
      return escapeHtml(text);
    },
    checkbox({ checked }) {
      return checked ? '☑ ' : '☐ ';
    },
  },
});

const isDiagram = (token: Token): token is Token & { text: string } =>
  token.type === 'code' && /^mermaid\b/.test(String(token['lang'] ?? ''));

/** Splits a document at its diagrams. Those inside a list or a quotation stay code. */
export const markdownParts = (text: string): MarkdownPart[] => {
  const tokens = marked.lexer(text);
  const parts: MarkdownPart[] = [];
  let prose: Token[] = [];
  const endProse = (): void => {
    const html = marked.parser(prose as TokensList);
    if (html.trim() !== '') parts.push({ kind: 'html', html });
    prose = [];
  };
  for (const token of tokens) {
    if (isDiagram(token)) {
      endProse();
      parts.push({ kind: 'diagram', source: token.text });
    } else prose.push(token);
  }
  endProse();
  return parts;
};
