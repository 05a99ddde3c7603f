import { expect, it } from 'vitest';

import { filterPaths, foldersAbove, rowsOf, treeOf } from '../../../portal/artifacts/file-tree.ts';
import { treeMove } from '../../../portal/artifacts/tree-keys.ts';

const PATHS = ['summary.md', 'docs/b.md', 'docs/a.md', 'docs/adr/1.md', 'docs', '__proto__/x'];

const rows = rowsOf(treeOf(PATHS), (key) => key === 'docs/');

it('puts folders before files, by name, and shows what is open', () => {
  expect(
    rows.map(({ node, level, position, size, expanded }) => [node.key, level, position, size, expanded]),
  ).toEqual([
    ['__proto__/', 1, 1, 4, false],
    ['docs/', 1, 2, 4, true],
    ['docs/adr/', 2, 1, 3, false],
    ['docs/a.md', 2, 2, 3, undefined],
    ['docs/b.md', 2, 3, 3, undefined],
    ['docs', 1, 3, 4, undefined],
    ['summary.md', 1, 4, 4, undefined],
  ]);
});

const moves: [string, string, unknown][] = [
  ['docs/', 'ArrowDown', { kind: 'go', key: 'docs/adr/' }],
  ['docs/', 'ArrowUp', { kind: 'go', key: '__proto__/' }],
  ['__proto__/', 'ArrowUp', undefined],
  ['docs/', 'ArrowRight', { kind: 'go', key: 'docs/adr/' }],
  ['docs/adr/', 'ArrowRight', { kind: 'open', key: 'docs/adr/' }],
  ['docs/a.md', 'ArrowRight', undefined],
  ['docs/', 'ArrowLeft', { kind: 'close', key: 'docs/' }],
  ['docs/b.md', 'ArrowLeft', { kind: 'go', key: 'docs/' }],
  ['summary.md', 'ArrowLeft', undefined],
  ['docs/', 'Home', { kind: 'go', key: '__proto__/' }],
  ['docs/', 'End', { kind: 'go', key: 'summary.md' }],
  ['docs/a.md', 'Enter', { kind: 'activate', key: 'docs/a.md' }],
  ['docs/a.md', ' ', { kind: 'activate', key: 'docs/a.md' }],
  ['docs/a.md', 's', { kind: 'go', key: 'summary.md' }],
  ['summary.md', 'A', { kind: 'go', key: 'docs/adr/' }],
  ['summary.md', 'q', undefined],
  ['summary.md', 'Tab', undefined],
];

it.each(moves)('moves from %s by %s', (key, pressed, move) => {
  expect(treeMove(rows, key, pressed)).toEqual(move);
});

it('narrows by words in any order and case', () => {
  expect(filterPaths(PATHS, ' MD  docs/a')).toEqual(['docs/a.md', 'docs/adr/1.md']);
  expect(filterPaths(PATHS, ' ')).toEqual(PATHS);
});

it('names the folders above a path', () => {
  expect(foldersAbove('docs/adr/1.md')).toEqual(['docs/', 'docs/adr/']);
});
