import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import css from 'highlight.js/lib/languages/css';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import gherkin from 'highlight.js/lib/languages/gherkin';
import ini from 'highlight.js/lib/languages/ini';
import json from 'highlight.js/lib/languages/json';
import markdown from 'highlight.js/lib/languages/markdown';
import protobuf from 'highlight.js/lib/languages/protobuf';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';

import { bicepLanguage } from './bicep-language.ts';

const grammars = {
  bash,
  bicep: bicepLanguage,
  css,
  dockerfile,
  gherkin,
  ini,
  json,
  markdown,
  protobuf,
  sql,
  typescript,
  xml,
  yaml,
};
for (const [name, grammar] of Object.entries(grammars)) hljs.registerLanguage(name, grammar);
hljs.registerAliases(['shell', 'console'], { languageName: 'bash' });

/** Characters up to which a text is coloured: a larger one would hold the page up. */
export const MAX_COLOURED = 200_000;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);

/** HTML of a text in `<span class="hljs-…">`, escaped only where the language is unknown or the text is long. */
export const highlighted = (code: string, language: string | undefined): string =>
  language === undefined || code.length > MAX_COLOURED || !hljs.getLanguage(language)
    ? escapeHtml(code)
    : hljs.highlight(code, { language, ignoreIllegals: true }).value;
