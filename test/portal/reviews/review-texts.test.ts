import { expect, it } from 'vitest';

import { decisionTitle } from '../../../portal/reviews/review-texts.ts';

it('approves at a gate, and goes on as it is after a failure', () => {
  expect(decisionTitle('accept', { kind: 'approval' })).toBe('Approve it and go on');
  expect(decisionTitle('accept', { kind: 'failure' })).toBe('Go on as it is');
  expect(decisionTitle('retry', { kind: 'approval' })).toBe('Try again');
});
