import { describe, expect, it } from 'vitest';

import type { Decision } from '../../../factory/domain/decision.ts';
import { decisionsOn } from '../../../factory/domain/error-policy.ts';
import { reviewId, shownHash } from '../../../factory/domain/review-hash.ts';
import { decide, type Person, type Review } from '../../../factory/domain/review.ts';

const shown: Pick<Review, 'kind' | 'role' | 'decisions' | 'subject'> = {
  kind: 'failure',
  role: 'architect',
  decisions: ['retry', 'accept', 'abort'],
  subject: {
    title: 'Verification of orders fails',
    failure: { kind: 'quality-gate', message: 'check unit failed' },
    tries: 5,
    evidence: [{ path: 'quality/orders/report.json', sha256: 'a'.repeat(64) }],
  },
};
const open: Review = {
  id: reviewId('p-1', 'quality:verifyService:orders:6'),
  projectId: 'p-1',
  stage: 'quality',
  step: 'verifyService',
  ...shown,
  sha256: shownHash(shown),
  status: 'open',
  openedAt: '2026-01-01T00:00:00.000Z',
};
const ann: Person = { name: 'ann', roles: ['architect'] };
const retry: Decision = { kind: 'retry', guidance: 'Use a port.' };
const given = { decision: retry, shown: open.sha256, by: ann, at: '2026-01-02T00:00:00.000Z' };

describe('a review', () => {
  it('is decided once, by who was shown it', () => {
    const first = decide(open, given);
    expect(first).toMatchObject({ outcome: 'decided', review: { status: 'decided' } });
    if (first.outcome !== 'decided') return;
    expect(first.review.decision).toEqual({ decision: retry, by: 'ann', at: given.at });
    expect(decide(first.review, given)).toMatchObject({
      outcome: 'conflict',
      reason: expect.stringContaining('ann decided "retry"'),
    });
  });

  it('is a conflict when something else was shown', () => {
    expect(decide(open, { ...given, shown: 'b'.repeat(64) })).toMatchObject({ outcome: 'conflict' });
  });

  it('has another hash when its evidence is another', () => {
    const other = {
      ...shown,
      subject: {
        ...shown.subject,
        evidence: [{ path: 'quality/orders/report.json', sha256: 'c'.repeat(64) }],
      },
    };
    expect(shownHash(other)).not.toBe(shownHash(shown));
  });

  it('is for its role, and for every role once it was escalated', () => {
    const by: Person = { name: 'bob', roles: ['reviewer'] };
    expect(decide(open, { ...given, by })).toMatchObject({ outcome: 'forbidden' });
    expect(decide({ ...open, escalatedAt: given.at }, { ...given, by })).toMatchObject({
      outcome: 'decided',
    });
  });

  it('does not let people accept their own project’s failure where that rule is on', () => {
    const accept: Decision = { kind: 'accept', reason: 'It is fine.' };
    expect(decide(open, { ...given, decision: accept, submitter: { name: 'ann' } })).toMatchObject({
      outcome: 'forbidden',
    });
    expect(decide(open, { ...given, decision: accept })).toMatchObject({ outcome: 'decided' });
  });

  it('takes only the decisions that its failure allows', () => {
    const decisions = decisionsOn({ kind: 'critical', message: 'A secret.', criticalReason: 'secret' });
    expect(decisions).toEqual(['abort']);
    expect(decide({ ...open, decisions }, given)).toMatchObject({ outcome: 'refused' });
    expect(decisionsOn({ kind: 'critical', message: 'x', criticalReason: 'path-escape' })).toEqual(['abort']);
    expect(decisionsOn({ kind: 'critical', message: 'x', criticalReason: 'hash-mismatch' })).toEqual([
      'accept',
      'abort',
    ]);
  });

  it('cannot be decided when its project was stopped', () => {
    expect(decide({ ...open, status: 'withdrawn' }, given)).toMatchObject({ outcome: 'conflict' });
  });
});
