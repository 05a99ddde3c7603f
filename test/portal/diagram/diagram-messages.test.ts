import { expect, it } from 'vitest';

import { readReply } from '../../../portal/artifacts/diagram-reply.ts';
import { readRequest } from '../../../portal/diagram/diagram-request.ts';

it('reads requests, and nothing else', () => {
  const messages = [
    { source: 'a', theme: 'dark' },
    { source: 'a', theme: 7 },
    { source: 7 },
    'a',
    null,
    undefined,
  ];
  expect(messages.map(readRequest)).toEqual([
    { source: 'a', theme: 'dark' },
    { source: 'a', theme: 'default' },
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it('reads answers within their bounds, and nothing else', () => {
  const messages = [
    { height: 12.2 },
    { height: 1e9 },
    { error: 'x'.repeat(900) },
    { height: -1 },
    { height: Number.NaN },
    { height: '1' },
    { error: {} },
    7,
    null,
  ];
  expect(messages.map(readReply)).toEqual([
    { kind: 'drawn', height: 13 },
    { kind: 'drawn', height: 4_000 },
    { kind: 'error', message: 'x'.repeat(500) },
    ...Array.from({ length: 6 }, () => undefined),
  ]);
});
