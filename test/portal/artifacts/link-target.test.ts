import { expect, it } from 'vitest';

import { linkTarget } from '../../../portal/artifacts/link-target.ts';

const PATHS = new Set(['README.md', 'docs/c4.md', 'docs/adr/README.md', 'docs/a b.md']);

const cases: [string, unknown][] = [
  ['c4.md', { kind: 'artifact', path: 'docs/c4.md' }],
  ['./c4.md#context', { kind: 'artifact', path: 'docs/c4.md' }],
  ['../README.md', { kind: 'artifact', path: 'README.md' }],
  ['/docs/c4.md', { kind: 'artifact', path: 'docs/c4.md' }],
  ['adr/', { kind: 'artifact', path: 'docs/adr/README.md' }],
  ['a%20b.md', { kind: 'artifact', path: 'docs/a b.md' }],
  ['https://example.com', { kind: 'outside', href: 'https://example.com/' }],
  ['mailto:a@example.com', { kind: 'outside', href: 'mailto:a@example.com' }],
  ['javascript:alert(1)', { kind: 'nowhere' }],
  [' JAVASCRIPT:alert(1)', { kind: 'nowhere' }],
  ['data:text/html,x', { kind: 'nowhere' }],
  ['blob:https://example.com/x', { kind: 'nowhere' }],
  ['//example.com', { kind: 'nowhere' }],
  [String.raw`\\example.com`, { kind: 'nowhere' }],
  ['../../README.md', { kind: 'nowhere' }],
  ['missing.md', { kind: 'nowhere' }],
  ['#context', { kind: 'nowhere' }],
  ['%E0%A4%A', { kind: 'nowhere' }],
  ['', { kind: 'nowhere' }],
];

it.each(cases)('reads %j from docs/api.md', (href, target) => {
  expect(linkTarget(href, 'docs/api.md', PATHS)).toEqual(target);
});
