import { expect, it } from 'vitest';

import { idempotentRequest } from '#connectsoft/idempotency';

it('is none without a key', () => {
  expect(idempotentRequest(undefined, {})).toBeUndefined();
});

it('does not see the order of members, at any depth', () => {
  const request = idempotentRequest('k', { a: 1, b: { c: [1, 2], d: 2 } });
  expect(idempotentRequest('k', { b: { d: 2, c: [1, 2] }, a: 1 })).toEqual(request);
});

it('sees every other difference', () => {
  const request = idempotentRequest('k', { a: [1, 2] });
  expect(idempotentRequest('k', { a: [2, 1] })).not.toEqual(request);
  expect(idempotentRequest('k', { a: '1,2' })).not.toEqual(request);
});
