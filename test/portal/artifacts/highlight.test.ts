import { expect, it } from 'vitest';

import { highlighted, MAX_COLOURED } from '../../../portal/artifacts/highlight.ts';

const languages = [
  'bash',
  'bicep',
  'css',
  'dockerfile',
  'gherkin',
  'ini',
  'json',
  'markdown',
  'protobuf',
  'sql',
  'typescript',
  'xml',
  'yaml',
  'sh',
  'ts',
  'nothing-known',
];

it.each(languages)('lets no tag of a text in %s through', (language) => {
  const html = highlighted(`'"\`<img src=x onerror=alert(1)></span>&amp;\n# <b>\n// <b>`, language);
  expect(html.replaceAll(/<\/?span(?: class="[\w -]+")?>/g, '')).not.toMatch(/[<>]/);
});

it('tells the words of Bicep apart', () => {
  const html = highlighted("@minValue(1)\nparam days int = 30 // why\nvar a = 'x${days}'", 'bicep');
  expect([...html.matchAll(/class="([^"]+)">([^<]+)/g)].map(([, name, text]) => `${name} ${text}`)).toEqual([
    'hljs-meta @minValue',
    'hljs-number 1',
    'hljs-keyword param',
    'hljs-type int',
    'hljs-number 30',
    'hljs-comment // why',
    'hljs-keyword var',
    'hljs-string &#x27;x',
    'hljs-subst ${days}',
  ]);
});

it('does not colour what is very long', () => {
  expect(highlighted('<'.repeat(MAX_COLOURED + 1), 'json').startsWith('&lt;&lt;')).toBe(true);
});
