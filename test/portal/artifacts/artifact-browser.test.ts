// @vitest-environment jsdom
import { h, render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeAll, expect, it, vi } from 'vitest';

import { ArtifactBrowser, type ArtifactBrowserProps } from '../../../portal/artifacts/artifact-browser.tsx';

const item = (path: string, size = 9) => ({ path, stage: 'vision' as const, sha256: 'a'.repeat(64), size });

const contents: Record<string, string> = {
  'docs/a.md': '# A\n\n[b](b.ts)\n\n```mermaid\nflowchart LR\n  a --> b\n```\n',
  'docs/b.ts': 'const b = 1;\n',
  'api/openapi.json': '{"info":{"title":"T"},"paths":{"/a":{"get":{"summary":"<b>x</b>"}}}}',
  'x/openapi.json': '[]',
};

const load = async (path: string): Promise<string> => {
  const text = contents[path];
  if (text === undefined) throw new Error('It is gone.');
  return text;
};

const items = [...Object.keys(contents), 'gone.md'].map((path) => item(path));

const shown = async (props: Partial<ArtifactBrowserProps>): Promise<HTMLElement> => {
  const host = document.createElement('div');
  document.body.replaceChildren(host);
  await act(async () =>
    render(h(ArtifactBrowser, { items, load, onSelect: () => undefined, ...props }), host),
  );
  // What is loaded answers in the next turn.
  await act(() => new Promise<void>((resolve) => setTimeout(resolve)));
  return host;
};

const rowsOf = (host: HTMLElement): (string | null | undefined)[] =>
  [...host.querySelectorAll('[role=treeitem]')].map((row) => row.querySelector('.tree-name')?.textContent);

beforeAll(() => {
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});

it('selects by keyboard', async () => {
  const onSelect = vi.fn<(path: string) => void>();
  const host = await shown({ onSelect });
  for (const key of ['End', 'ArrowUp', 'Home', 'ArrowRight', 'ArrowDown', 'Enter']) {
    const stop = host.querySelector('[role=treeitem][tabindex="0"]')!;
    await act(async () => void stop.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
  }
  expect(rowsOf(host)).toEqual(['api', 'openapi.json', 'docs', 'x', 'gone.md']);
  expect(onSelect.mock.calls).toEqual([['api/openapi.json']]);
});

it('narrows to what the filter says, with every folder open', async () => {
  const host = await shown({});
  const input = host.querySelector('input')!;
  input.value = 'B.TS';
  await act(async () => void input.dispatchEvent(new Event('input', { bubbles: true })));
  expect(rowsOf(host)).toEqual(['docs', 'b.ts']);
  expect(host.querySelector('.artifacts-count')?.textContent).toBe('1 of 5 artifacts');
});

it('shows Markdown with its diagram, and follows a link to another artifact', async () => {
  const onSelect = vi.fn<(path: string) => void>();
  const host = await shown({ selected: 'docs/a.md', onSelect });
  expect(host.querySelector('.prose h3')?.textContent).toBe('A');
  const frame = host.querySelector('iframe')!;
  expect([frame.getAttribute('sandbox'), frame.title]).toEqual(['allow-scripts', 'Diagram 1 of docs/a.md']);
  expect(host.querySelector('.diagram-source pre')?.textContent).toBe('flowchart LR\n  a --> b');
  await act(async () => host.querySelector<HTMLElement>('[data-artifact]')!.click());
  expect(onSelect.mock.calls).toEqual([['docs/b.ts']]);
});

it('believes only its own frame', async () => {
  const host = await shown({ selected: 'docs/a.md' });
  const frame = host.querySelector('iframe')!;
  const say = (source: Window | null, height: number) =>
    act(async () => void dispatchEvent(new MessageEvent('message', { source, data: { height } })));
  await say(window, 77);
  await say(null, 78);
  const before = frame.getAttribute('height');
  await say(frame.contentWindow, 79);
  expect([before, frame.getAttribute('height')]).toEqual(['240', '79']);
});

it('shows the operations of an API, and any other document as it is written', async () => {
  const api = await shown({ selected: 'api/openapi.json' });
  expect(api.querySelector('.api-operation summary')?.textContent).toBe('GET /a <b>x</b>');
  const other = await shown({ selected: 'x/openapi.json' });
  expect(other.querySelector('.code')?.textContent).toBe('[]');
});

it('offers what cannot be shown as a download', async () => {
  const loaded = vi.fn<(path: string) => Promise<string>>();
  const binary = item('v/a.tgz');
  const host = await shown({
    items: [binary],
    load: loaded,
    selected: binary.path,
    href: (path) => `/api/${path}`,
  });
  const link = host.querySelector('a')!;
  expect([link.getAttribute('href'), link.download, loaded.mock.calls]).toEqual([
    '/api/v/a.tgz',
    'a.tgz',
    [],
  ]);
});

it('says what could not be loaded, and what is not there', async () => {
  expect((await shown({ selected: 'gone.md' })).querySelector('[role=alert]')?.textContent).toBe(
    'It could not be loaded: It is gone.',
  );
  expect((await shown({ selected: 'nobody' })).textContent).toContain('There is no artifact nobody.');
});
