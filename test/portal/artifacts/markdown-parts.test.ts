import { expect, it } from 'vitest';

import { markdownParts } from '../../../portal/artifacts/markdown-parts.ts';

it('takes diagrams out, in their order', () => {
  const text = 'a [b][1]\n\n```mermaid\nflowchart LR\n```\n\nc\n\n[1]: https://example.com\n';
  expect(markdownParts(text)).toEqual([
    { kind: 'html', html: '<p>a <a href="https://example.com">b</a></p>\n' },
    { kind: 'diagram', source: 'flowchart LR' },
    { kind: 'html', html: '<p>c</p>\n' },
  ]);
});

it('leaves a diagram in a list, and one in another language, as code', () => {
  expect(
    markdownParts('- ```mermaid\n  graph\n  ```\n\n```mermaidx\ny\n```').map(({ kind }) => kind),
  ).toEqual(['html']);
});

it('has nothing of an empty document', () => {
  expect(markdownParts('\n')).toEqual([]);
});
