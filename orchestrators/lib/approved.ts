import { stageTitles, type Stage } from '../../factory/domain/stage.ts';
import type { ApprovalGate } from '../../factory/domain/project-definition.ts';
import { ask, type Answered } from './ask.ts';
import { call } from './call-activity.ts';
import type { Steps } from './durable.ts';
import { StepFailed, type Step } from './step.ts';

/** Stages after which a person may want to see what came out before it goes on. */
const GATES: Readonly<Partial<Record<Stage, ApprovalGate>>> = {
  vision: 'plan',
  architecture: 'architecture',
};

/** Waits at the gate after a stage, where the definition asks for it. Whatever is not accepted starts the stage again. */
export function* approved(project: Omit<Step, 'stage'>, stage: Stage): Steps<void> {
  const gate = GATES[stage];
  if (!gate) return;
  const step: Step = { ...project, stage };
  const { wanted } = yield* call(step, 'readGate', { gate });
  if (!wanted) return;
  const title = `${stageTitles[stage]} wants approval of the ${gate}`;
  const request = { kind: 'approval', step: `approve the ${gate}`, stage, tries: 1, title } as const;
  const answer = (yield ask(step, request, 1)) as Answered;
  if (!answer.ok) throw new StepFailed(answer.failure);
  if (answer.value.resolution !== 'accept')
    throw new StepFailed({ kind: 'stopped', message: 'The project was stopped at an approval.' });
}
