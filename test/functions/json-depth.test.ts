import { expect, it } from 'vitest';

import { rejectedMessage } from '../../functions/events/rejected-message.ts';
import { isDeeperThan, MAX_JSON_DEPTH, pruned } from '../../functions/json-depth.ts';
import { oneLine } from '../../functions/one-line.ts';
import { decideReview } from '../../functions/decide-review.ts';
import { call } from './support/call.ts';
import { fakeDeps } from './support/fake-ports.ts';

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown;

it('counts levels, and stops where they are enough', () => {
  expect(isDeeperThan(nested(MAX_JSON_DEPTH), MAX_JSON_DEPTH)).toBe(false);
  expect(isDeeperThan(nested(MAX_JSON_DEPTH + 1), MAX_JSON_DEPTH)).toBe(true);
  expect(isDeeperThan(nested(200_000), MAX_JSON_DEPTH)).toBe(true);
  expect(isDeeperThan('text', 0)).toBe(false);
  expect(pruned({ a: { b: { c: 1 } }, d: [1] }, 2)).toEqual({ a: { b: '…' }, d: [1] });
});

it('a body or a message that nests too deep is refused, and kept as far as it goes', async () => {
  const deep = `${'['.repeat(5_000)}1${']'.repeat(5_000)}`;
  const body = {
    string: `{"kind":"answer","data":{"text":"x","a":${deep}},"shown":"${'a'.repeat(64)}"}`,
  };
  const answer = await call(
    decideReview(fakeDeps().deps, async () => undefined),
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      params: { reviewId: 'r-0000000001' },
    },
  );
  expect(answer).toMatchObject({
    status: 400,
    jsonBody: { detail: 'The body nests deeper than 64 levels.' },
  });
  expect(rejectedMessage('q', 'too deep', { id: 'm', data: nested(200_000) }).message).toContain('{"id":"m"');
});

it('a text of others stays on its line of a log', () => {
  expect(oneLine('a\r\nforged: b\u2028c\u0000')).toBe('a forged: b c ');
  expect(oneLine('x'.repeat(9_000))).toHaveLength(2_000);
});
