import type { DecisionKind, Review, Role } from '../api/types.ts';
import { stageTitles } from '../app/titles.ts';

export const roleTitles: Record<Role, string> = {
  reviewer: 'a reviewer',
  architect: 'an architect',
  'devops-engineer': 'a DevOps engineer',
};

const decisionTitles: Record<DecisionKind, string> = {
  retry: 'Try again',
  accept: 'Go on as it is',
  amend: 'Replace a file, then try again',
  answer: 'Answer',
  abort: 'End the project and take back what it did',
};

/** What a decision does on this review. */
export const decisionTitle = (kind: DecisionKind, review: Pick<Review, 'kind'>): string =>
  kind === 'accept' && review.kind === 'approval' ? 'Approve it and go on' : decisionTitles[kind];

/** `QA & Validation · audit-trail`. */
export const whereOf = ({ stage, service }: Review): string =>
  [stage ? stageTitles[stage] : 'Before the first stage', service].filter(Boolean).join(' · ');

export const when = (time: string): string =>
  new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Who decided what and when, or why nobody has to any more; nothing while it is open. */
export const outcomeOf = (review: Review): string => {
  const { status, decision } = review;
  if (decision)
    return `${decision.by} decided “${decisionTitle(decision.decision.kind, review)}” on ${when(decision.at)}.`;
  return status === 'withdrawn' ? 'Withdrawn, because the project was stopped.' : '';
};

/** What was said with a decision. */
export const reasonOf = ({ decision }: Review): string => {
  const made = decision?.decision;
  if (!made) return '';
  if (made.kind === 'retry') return made.guidance ?? '';
  return made.kind === 'answer' ? '' : (made.reason ?? '');
};
