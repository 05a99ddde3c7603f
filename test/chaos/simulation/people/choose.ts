import type { Artifact } from '../../../../factory/domain/artifact.ts';
import type { Decision, DecisionKind } from '../../../../factory/domain/decision.ts';
import type { Review } from '../../../../factory/domain/review.ts';
import type { Random } from '../random.ts';

const ALL: readonly DecisionKind[] = ['retry', 'accept', 'amend', 'answer', 'abort'];

/** More than any simulated run needs. */
const PLENTY = { rounds: 10_000, timeMinutes: 10_080, tokens: 1_000_000, costUsd: 1_000 };

const decisionOf = (
  kind: DecisionKind,
  random: Random,
  { subject, service }: Review,
  artifacts: readonly Artifact[],
): Decision => {
  switch (kind) {
    case 'retry':
      return random.chance(0.5) ? { kind, guidance: `Mind case ${random.below(3)}.` } : { kind };
    case 'accept':
    case 'abort':
      return { kind, reason: `It is ${kind === 'accept' ? 'good enough' : 'not worth it'}.` };
    case 'answer':
      return {
        kind,
        data:
          subject.failure?.kind === 'budget' ? { budgets: PLENTY } : { businessContext: 'For a laboratory.' },
      };
    case 'amend': {
      const prefix = service === undefined ? '' : `services/${service}/`;
      const texts = artifacts.filter(({ path }) => path.startsWith(prefix) && path.endsWith('.md'));
      return texts.length === 0
        ? { kind: 'retry' }
        : { kind, path: random.pick(texts).path, content: `Amended ${random.below(100)}.` };
    }
  }
};

/** What a person decides on a review; one who has lost patience ends it. Sometimes what is not allowed. */
export const choose = (
  random: Random,
  review: Review,
  artifacts: readonly Artifact[],
  hasPatience: boolean,
): Decision => {
  const { decisions, kind } = review;
  const ending = decisions.filter((one) => one === 'accept' || one === 'abort' || one === 'answer');
  const calm = decisions.filter((one) => one !== 'abort');
  const from = random.chance(0.08)
    ? ALL
    : !hasPatience && ending.length > 0
      ? ending
      : random.chance(0.85) && calm.length > 0
        ? calm
        : decisions;
  const usual = kind === 'approval' && random.chance(0.6) ? (['accept'] as const) : from;
  return decisionOf(random.pick(usual), random, review, artifacts);
};
