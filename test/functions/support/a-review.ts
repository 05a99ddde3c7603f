import { shownHash } from '../../../factory/domain/review-hash.ts';
import type { Review } from '../../../factory/domain/review.ts';
import { projectId, START } from './fake-ports.ts';

/** An open review after a quality gate, whose evidence is `quality/audit-trail/quality-report.json` as `put` writes it. */
export const aReview = (n: number, changes: Partial<Review> = {}): Review => {
  const review: Review = {
    id: `r-${String(n).padStart(10, '0')}`,
    projectId: projectId(1),
    kind: 'failure',
    stage: 'quality',
    service: 'audit-trail',
    step: `quality:audit-trail:${n}`,
    role: 'architect',
    decisions: ['retry', 'accept', 'amend', 'abort'],
    subject: {
      title: 'audit-trail does not pass its quality gate',
      failure: { kind: 'quality-gate', message: 'Coverage is 61 %, 80 % is asked.' },
      tries: 5,
      evidence: [{ path: 'quality/audit-trail/quality-report.json', sha256: 'a'.repeat(64) }],
    },
    sha256: '0'.repeat(64),
    status: 'open',
    openedAt: START.toISOString(),
    ...changes,
  };
  return { ...review, sha256: shownHash(review) };
};
