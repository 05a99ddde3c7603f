// @vitest-environment jsdom
import { expect, it } from 'vitest';

import { linkTarget } from '../../../portal/artifacts/link-target.ts';
import { markdownParts } from '../../../portal/artifacts/markdown-parts.ts';
import { safeNodes } from '../../../portal/artifacts/safe-html.ts';
import { settleProse } from '../../../portal/artifacts/settle-prose.ts';

const PATHS = new Set(['docs/c4.md', 'README.md']);

/** The document as the page shows it, without its diagrams. */
const shown = (markdown: string): HTMLDivElement => {
  const host = document.createElement('div');
  for (const part of markdownParts(markdown)) {
    if (part.kind !== 'html') continue;
    const rules = {
      target: (href: string) => linkTarget(href, 'docs/api.md', PATHS),
      hrefOf: (path: string) => `#/${path}`,
    };
    host.append(settleProse(safeNodes(part.html), rules));
  }
  return host;
};

const hostile = [
  '<script>alert(1)</script>text',
  '<img src=x onerror=alert(1)>text',
  '![text](https://evil.example/x.png)',
  '<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x dur=1s></svg>text',
  '<svg><style><img src=x onerror=alert(1)></style></svg>text',
  '<iframe src="javascript:alert(1)"></iframe>text',
  '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>text',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">text',
  '<form action="https://evil.example"><input name=password><button formaction=x>text</button></form>',
  '<p style="position:fixed;inset:0">text</p>',
  '<p class="skip-link visually-hidden" id="portal" name="body">text</p>',
  '<object data=x></object><embed src=x><base href=//evil.example><meta http-equiv=refresh content=0>text',
  '<template><script>alert(1)</script></template><noscript><img src=x onerror=alert(1)></noscript>text',
  '<p data-artifact="README.md" aria-label="x" role="alert" tabindex=1 onclick=alert(1)>text</p>',
  '[text](javascript:alert(1))',
  '[text](&#106;avascript:alert(1))',
  '<a href="java\nscript:alert(1)" target=_top>text</a>',
  '[text](data:text/html,<script>alert(1)</script>)',
  '[text](vbscript:x)',
  '[text](//evil.example/x)',
  '[text](../../etc/passwd)',
];

it.each(hostile)('leaves nothing but text of %s', (markdown) => {
  const host = shown(markdown);
  const left = [...host.querySelectorAll('*')].flatMap((element) => [
    ...(['P', 'DIV'].includes(element.tagName) ? [] : [element.tagName]),
    ...element.getAttributeNames(),
  ]);
  expect(left).toEqual([]);
});

it('keeps the words of what it leaves out', () => {
  expect(shown('<p style="color:red" onclick="alert(1)">text</p>').innerHTML).toBe('<p>text</p>');
});

it('lets links out with neither opener nor referrer', () => {
  const link = shown('[x](https://example.com/a "t")').querySelector('a')!;
  expect([link.href, link.rel, link.target]).toEqual([
    'https://example.com/a',
    'noopener noreferrer',
    '_blank',
  ]);
});

it('makes a link to another artifact one of the page', () => {
  const link = shown('[x](c4.md#context)').querySelector('a')!;
  expect([link.getAttribute('href'), link.dataset['artifact'], link.target]).toEqual([
    '#/docs/c4.md',
    'docs/c4.md',
    '',
  ]);
});

it('puts headings below those of the page', () => {
  const host = shown('# a\n\n## b\n\n###### c\n\n<h1>d</h1>');
  expect([...host.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) => tagName)).toEqual([
    'H3',
    'H4',
    'H6',
    'H3',
  ]);
});

it('lets wide tables and code scroll, by keyboard too', () => {
  const host = shown('| a |\n|---|\n| b |\n\n```ts\nconst a = 1;\n```');
  const frames = [...host.querySelectorAll<HTMLElement>('.scrolling')];
  expect(frames.map((frame) => [frame.tabIndex, frame.getAttribute('aria-label')])).toEqual([
    [0, 'Table'],
    [0, 'Code'],
  ]);
  expect(host.querySelector('.hljs-keyword')?.textContent).toBe('const');
});
