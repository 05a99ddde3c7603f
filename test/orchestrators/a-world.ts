import type { ReviewRequest } from '../../activities/open-review.ts';
import type { Stop } from '../../factory/domain/project.ts';
import type { Answers } from './drive.ts';

export const ok = (value: unknown = null) => ({ ok: true, value });
export const failure = (kind: string, message = `A failure of kind ${kind}.`, more: object = {}) => ({
  ok: false,
  failure: { kind, message, ...more },
});

/** Activities that run whether the project is stopped or not. */
const RECORDS = [
  'recordTransition',
  'readStop',
  'openReview',
  'readReview',
  'noteReview',
  'applyDecision',
  'withdrawReviews',
  'listUndo',
  'undoEffect',
  'settleBudget',
];

type Mark = Pick<Stop, 'reason' | 'why' | 'from' | 'criticalReason'>;

/** What a person decides on a review: how the step goes on, or the mark that the decision leaves. */
export type Decides = (request: ReviewRequest) => 'retry' | 'accept' | { stop: Mark } | undefined;

/**
 * A project as the activities would keep it: its stop mark, its reviews, who decides them. `fails` overrides any activity that
 * does the work; what is not overridden succeeds.
 */
export const aWorld = (
  given: {
    services?: readonly string[];
    fails?: Answers;
    decides?: Decides;
    approvals?: readonly string[];
  } = {},
) => {
  const { services = ['audit-trail'], fails = () => undefined, decides = () => undefined } = given;
  const reviews = new Map<string, ReviewRequest>();
  const asked: ReviewRequest[] = [];
  const rolledBack: unknown[] = [];
  let stop: Mark | null = null;

  const records: Readonly<Record<string, (input: Record<string, unknown>) => unknown>> = {
    readStop: () => ok({ stop }),
    openReview: (input) => {
      const request = input['request'] as ReviewRequest;
      const reviewId = `r-${reviews.size + 1}`;
      reviews.set(reviewId, request);
      asked.push(request);
      return ok({ reviewId, openedAt: '2026-01-01T00:00:00.000Z' });
    },
    readReview: (input) => {
      const request = reviews.get(String(input['reviewId']));
      if (stop && stop.reason !== 'critical' && request?.step !== 'compensation')
        return ok({ state: 'stopped' });
      return request && decides(request) ? ok({ state: 'decided' }) : ok({ state: 'open' });
    },
    applyDecision: (input) => {
      const request = reviews.get(String(input['reviewId']));
      const decision = request && decides(request);
      if (typeof decision === 'object') {
        stop = decision.stop;
        return ok({ resolution: 'stopped' });
      }
      return ok({ resolution: decision });
    },
    recordTransition: (input) => {
      if (input['type'] === 'project.restarted') stop = null;
      return undefined;
    },
    readGate: (input) => ok({ wanted: given.approvals?.includes(String(input['gate'])) ?? false }),
    designArchitecture: () => ok({ services, isSolution: services.length > 1 }),
    readDesign: () => ok({ services, isSolution: services.length > 1 }),
    readRevision: ({ service }) => ok({ service, repository: `r/${String(service)}`, commit: 'abc' }),
    commitService: ({ service, fix }) =>
      ok({ repository: `r/${String(service)}`, commit: `abc${fix === undefined ? '' : String(fix)}` }),
    deployService: () => ok({ endpoint: 'http://127.0.0.1:8080' }),
    reserveBudget: () => ok({ fresh: true }),
    fixFindings: () => ok({ changed: 1, strategy: 'regenerate-unit' }),
    listUndo: (input) => {
      rolledBack.push(input['from']);
      return ok([]);
    },
  };

  const answer: Answers = (name, input) => {
    if (stop && !RECORDS.includes(name)) return failure('stopped', stop.why);
    const failing = fails(name, input) as { ok: boolean; failure?: { kind: string } } | undefined;
    if (failing?.failure?.kind === 'critical') stop ??= { reason: 'critical', why: 'critical' };
    return failing ?? records[name]?.(input);
  };

  return {
    answer,
    asked,
    rolledBack,
    stop: (mark: Mark) => {
      stop = mark;
    },
  };
};
