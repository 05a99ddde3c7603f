import type { HLJSApi, Language } from 'highlight.js';

/** A small grammar of Bicep and its parameter files, for colours only. */
export const bicepLanguage = (hljs: HLJSApi): Language => {
  const interpolation = { className: 'subst', begin: /\$\{/, end: /\}/ };
  return {
    name: 'Bicep',
    keywords: {
      keyword:
        'targetScope param var resource module output type func import using extends existing if for in as assert metadata provider with',
      literal: 'true false null',
      type: 'string int bool object array',
    },
    contains: [
      { className: 'string', begin: /'''/, end: /'''/ },
      {
        className: 'string',
        begin: /'/,
        end: /'/,
        illegal: /\n/,
        contains: [{ begin: /\\./ }, interpolation],
      },
      hljs.C_LINE_COMMENT_MODE,
      hljs.C_BLOCK_COMMENT_MODE,
      { className: 'meta', begin: /@[\w.]+/ },
      { className: 'meta', begin: /#[\w-]+/ },
      { className: 'number', begin: /\b\d+\b/ },
      { className: 'attr', begin: /\b[\w-]+(?=\s*:)/ },
      { className: 'title function_', begin: /\b[\w]+(?=\()/, keywords: 'if for' },
    ],
  };
};
