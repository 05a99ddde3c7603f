import type { Stage } from '../factory/domain/stage.ts';
import type { Artifact } from '../factory/domain/artifact.ts';
import type { DecisionKind } from '../factory/domain/decision.ts';
import { decisionsOn, errorPolicy } from '../factory/domain/error-policy.ts';
import { succeeded, type Failure, type Outcome } from '../factory/domain/failure.ts';
import { reviewId, shownHash } from '../factory/domain/review-hash.ts';
import type { Review } from '../factory/domain/review.ts';
import type { Role } from '../factory/domain/role.ts';
import { transitionEvent } from '../factory/domain/transition-event.ts';
import type { Ports } from '../platform/ports.ts';
import type { ActivityInput } from './lib/recorded.ts';

/** What a person is asked. `key` tells it from every other question of the project. */
export type ReviewRequest = {
  key: string;
  step: string;
  stage?: Stage | undefined;
  service?: string | undefined;
  /** Tries or rounds before somebody is asked. */
  tries: number;
} &
  /** `only` narrows what may be decided further than the policy does. */
  (
    | {
        kind: 'failure' | 'clarification';
        failure: Failure;
        mayAccept: boolean;
        only?: readonly DecisionKind[];
      }
    | { kind: 'approval'; title: string }
  );

type Used = Pick<Ports, 'reviews' | 'artifacts' | 'publisher' | 'clock'>;

/** Evidence is what tells most, not everything that there is. */
const MAX_EVIDENCE = 20;

/** What a stage writes that a person looks at; of a service where one is asked about. */
const isEvidence = ({ stage, service }: ReviewRequest, { path, stage: writtenIn }: Artifact): boolean => {
  if (path.startsWith('quality/')) return service === undefined || path.startsWith(`quality/${service}/`);
  if (path.startsWith('deployment/'))
    return service === undefined || path.startsWith(`deployment/${service}/`);
  return writtenIn === stage && /^(?:plan|architecture|tries)\//.test(path);
};

const APPROVAL: { role: Role; decisions: DecisionKind[] } = {
  role: 'reviewer',
  decisions: ['accept', 'retry', 'amend', 'abort'],
};

const asked = (request: ReviewRequest): { role: Role; decisions: DecisionKind[] } => {
  if (request.kind === 'approval') return APPROVAL;
  const { failure, mayAccept, only } = request;
  const decisions = decisionsOn(failure).filter(
    (kind) => (kind !== 'accept' || mayAccept) && (only?.includes(kind) ?? true),
  );
  return { role: errorPolicy[failure.kind].review, decisions };
};

const titleOf = (request: ReviewRequest): string => {
  if (request.kind === 'approval') return request.title;
  return (request.failure.message.split('\n')[0] ?? '').slice(0, 300);
};

/** Asks a person: writes the review and publishes that it waits. The same question again finds the first. */
export const createOpenReview =
  ({ reviews, artifacts, publisher, clock }: Used) =>
  async (
    input: ActivityInput & { request: ReviewRequest },
  ): Promise<Outcome<{ reviewId: string; openedAt: string }>> => {
    const { projectId, request, run } = input;
    const now = clock.now();
    const evidence = (await artifacts.list(projectId))
      .filter((artifact) => isEvidence(request, artifact))
      .slice(0, MAX_EVIDENCE)
      .map(({ path, sha256 }) => ({ path, sha256 }));
    const shown = {
      kind: request.kind,
      ...asked(request),
      subject: {
        title: titleOf(request),
        ...(request.kind === 'approval' ? {} : { failure: request.failure }),
        tries: request.tries,
        evidence,
      },
    };
    const review: Review = await reviews.open({
      ...shown,
      id: reviewId(projectId, `${run ?? 1}:${request.key}`),
      projectId,
      step: request.step,
      ...(request.stage ? { stage: request.stage } : {}),
      ...(request.service ? { service: request.service } : {}),
      sha256: shownHash(shown),
      status: 'open',
      openedAt: now.toISOString(),
    });
    await publisher.publish(
      transitionEvent(
        input,
        'review.requested',
        now,
        reviewEventData(review, review.subject.title),
        review.id,
      ),
    );
    return succeeded({ reviewId: review.id, openedAt: review.openedAt });
  };

/** The data of an event about a review. */
export const reviewEventData = (review: Review, message: string) => ({
  ...(review.stage ? { stage: review.stage } : {}),
  ...(review.service ? { service: review.service } : {}),
  review: review.id,
  role: review.role,
  message: message.slice(0, 2_000),
});
