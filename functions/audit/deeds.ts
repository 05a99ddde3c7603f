import type { Decision } from '../../factory/domain/decision.ts';
import type { Project } from '../../factory/domain/project.ts';
import type { Person, Review } from '../../factory/domain/review.ts';
import type { Stage } from '../../factory/domain/stage.ts';
import type { Ports } from '../../platform/ports.ts';
import type { CancelMade } from '../projects/cancel.ts';
import { recordDeed, type Deed } from './record-deed.ts';

const roles = ({ roles: held }: Person): string => held.join(', ') || 'none';

const saidOf = (decision: Decision): string =>
  'reason' in decision && decision.reason ? `${decision.kind}: ${decision.reason}` : decision.kind;

/** A decision: who, with which roles, on what that was shown. */
export const decisionDeed = (review: Review, decision: Decision, by: Person): Deed => ({
  id: `decision:${review.id}`,
  by,
  action: `decide review ${review.id}`,
  input: `asked: ${review.role}; roles: ${roles(by)}; shown: ${review.sha256}`,
  output: saidOf(decision),
  stage: review.stage,
  service: review.service,
});

/** A decision that was not theirs to make. Once for each person, kind and reason. */
export const refusedDecisionDeed = (
  review: Review,
  decision: Decision,
  by: Person,
  refused: string,
): Deed => ({
  ...decisionDeed(review, decision, by),
  id: `decision-refused:${review.id}:${decision.kind}:${by.id ?? by.name}`,
  output: '',
  refused,
});

const cancelDeed = ({ run }: Project, by: Person, why: string): Deed => ({
  id: `cancel:${run}`,
  by,
  action: 'cancel the project',
  input: `roles: ${roles(by)}`,
  output: why,
});

/** Records that somebody cancelled a project, where they did. */
export const recordCancellation = async (
  ports: Pick<Ports, 'actions' | 'clock'>,
  { answer, project }: CancelMade,
  by: Person,
): Promise<void> => {
  if (project?.stop && answer.status === 202)
    await recordDeed(ports, project, cancelDeed(project, by, project.stop.why));
};

export const retryDeed = ({ run }: Project, by: Person, from: Stage): Deed => ({
  id: `retry:${run}`,
  by,
  action: 'run the project again',
  input: `roles: ${roles(by)}; run: ${run}; from: ${from}`,
  stage: from,
});
