import type { Decision } from '../factory/domain/decision.ts';
import { failed, succeeded, type Outcome } from '../factory/domain/failure.ts';
import { projectDefinitionSchema } from '../factory/domain/project-definition.ts';
import { stopProject } from '../factory/domain/project-transitions.ts';
import type { Project, Stop } from '../factory/domain/project.ts';
import type { Review } from '../factory/domain/review.ts';
import { STAGES, type Stage } from '../factory/domain/stage.ts';
import { transitionEvent } from '../factory/domain/transition-event.ts';
import type { Ports } from '../platform/ports.ts';
import type { ActivityInput } from './lib/recorded.ts';
import { reviewEventData } from './open-review.ts';

/** How the step that asked goes on. `stopped`: not at all; the project's stop mark says why. */
export type Resolution = 'retry' | 'accept' | 'stopped';

type Used = Pick<Ports, 'reviews' | 'projects' | 'artifacts' | 'publisher' | 'clock'>;

type Applied = { resolution: Resolution; change: (project: Project) => Project };

const unchanged = (project: Project): Project => project;

const order = (stage: Stage): number => STAGES.indexOf(stage);

const stop = (review: Review, reason: Stop['reason'], why: string, from?: Stage): Applied => {
  const { by, at } = review.decision ?? { by: 'factory', at: review.openedAt };
  const mark: Stop = { reason, why, by, at, ...(from ? { from } : {}) };
  return { resolution: 'stopped', change: (project) => stopProject(project, mark) };
};

/** Goes on in place, or again from an earlier stage when what was decided on belongs to that. */
const goOn = (review: Review, from: Stage, why: string): Applied =>
  review.stage && (review.kind === 'approval' || order(from) < order(review.stage))
    ? stop(review, 'restarted', why, from)
    : { resolution: 'retry', change: unchanged };

const guided =
  (review: Review, text: string | undefined) =>
  (project: Project): Project =>
    text
      ? {
          ...project,
          guidance: [
            ...project.guidance.filter((known) => known.text !== text),
            {
              ...(review.stage ? { stage: review.stage } : {}),
              ...(review.service ? { service: review.service } : {}),
              text,
            },
          ],
        }
      : project;

/** Puts the person's artifact in the place of the agent's; the stage that wrote it is where the project goes on. */
const amend = async (
  { artifacts }: Used,
  review: Review,
  { path, content }: Extract<Decision, { kind: 'amend' }>,
): Promise<Applied> => {
  const present = (await artifacts.list(review.projectId, path)).find((artifact) => artifact.path === path);
  const from = present?.stage ?? review.stage ?? 'vision';
  await artifacts.putAll(review.projectId, from, [{ path, content }]);
  const { resolution, change } = goOn(review, from, `${path} was amended`);
  return {
    resolution,
    change: (project) => ({
      ...change(project),
      amended: [...new Set([...project.amended, path])].toSorted(),
    }),
  };
};

/** Puts what was answered into the definition. What was read from it before is read again; a budget is read with every use. */
const answer = (review: Review, { data }: Extract<Decision, { kind: 'answer' }>): Applied => {
  const { resolution, change } = Object.keys(data).every((member) => member === 'budgets')
    ? ({ resolution: 'retry', change: unchanged } as const)
    : goOn(review, 'vision', 'the definition was changed');
  return {
    resolution,
    change: (project) => ({
      ...change(project),
      definition: projectDefinitionSchema.parse({ ...project.definition, ...data }),
    }),
  };
};

const apply = async (ports: Used, review: Review, decision: Decision): Promise<Applied> => {
  switch (decision.kind) {
    case 'abort':
      return stop(review, 'aborted', decision.reason);
    case 'accept':
      return review.subject.failure?.kind === 'critical' && review.stage
        ? stop(review, 'restarted', decision.reason, review.stage)
        : { resolution: 'accept', change: unchanged };
    case 'retry': {
      const { resolution, change } = goOn(review, review.stage ?? 'vision', 'a reviewer wants another try');
      const tell = guided(review, decision.guidance);
      return { resolution, change: (project) => tell(change(project)) };
    }
    case 'amend':
      return amend(ports, review, decision);
    case 'answer':
      return answer(review, decision);
  }
};

/** Makes a decision come true in the store and says how the step goes on. Repeating it changes nothing. */
export const createApplyDecision =
  (ports: Used) =>
  async (input: ActivityInput & { reviewId: string }): Promise<Outcome<{ resolution: Resolution }>> => {
    const review = await ports.reviews.get(input.reviewId);
    if (!review?.decision) return failed('critical', `Review ${input.reviewId} is not decided.`);
    const { decision, by } = review.decision;
    const { resolution, change } = await apply(ports, review, decision);
    await ports.projects.update(input.projectId, change);
    const said = 'reason' in decision && decision.reason ? `: ${decision.reason}` : '';
    const data = reviewEventData(review, `${by} decided "${decision.kind}" on review ${review.id}${said}`);
    const now = ports.clock.now();
    await ports.publisher.publish(transitionEvent(input, 'review.decided', now, data, review.id));
    if (resolution === 'stopped') {
      const message = `What runs for the project is ended: ${by} decided "${decision.kind}"`;
      await ports.publisher.publish(transitionEvent(input, 'project.stopping', now, { message }, review.id));
    }
    return succeeded({ resolution });
  };
