import { STAGES, type Stage } from '../../factory/domain/stage.ts';
import type { TransitionEvent } from '../../factory/domain/transition-event.ts';

export type StepStatus = 'pending' | 'running' | 'completed' | 'failed';

type Step = {
  status: StepStatus;
  /** Milliseconds since the epoch. */
  startedAt: number;
  durationMs: number;
  /** What is done in it now and by which agent, or what it came to. */
  action: string;
};

/** A service in one of the stages that work on all services at once. */
export type ServiceProgress = Step & { name: string };
export type StageProgress = Step & { name: Stage; services: readonly ServiceProgress[] };

/** What the events of a project have told so far. */
export type RunProgress = {
  startedAt: number;
  stages: readonly StageProgress[];
  /** Further rounds: steps that were tried again. */
  rounds: number;
};

export const newProgress = (startedAt: number): RunProgress => ({
  startedAt,
  rounds: 0,
  stages: STAGES.map((name) => ({
    name,
    status: 'pending',
    startedAt,
    durationMs: 0,
    action: '',
    services: [],
  })),
});

const actionOf = ({ agent, message }: TransitionEvent['data']): string =>
  agent ? `${agent}: ${message}` : message;

const begun = (step: Step, at: number, action: string): Step => ({
  ...step,
  status: 'running',
  startedAt: at,
  action,
});

const ended = (
  step: Step,
  status: 'completed' | 'failed',
  at: number,
  data: TransitionEvent['data'],
): Step => ({
  ...step,
  status,
  durationMs: data.durationMs ?? Math.max(0, at - step.startedAt),
  action: status === 'completed' ? '' : data.message,
});

/** A step after an event of it. */
const advance = (step: Step, { type, time, data }: TransitionEvent): Step => {
  const at = Date.parse(time);
  switch (type) {
    case 'stage.started':
    case 'service.started':
      return begun(step, at, data.message);
    case 'stage.completed':
    case 'service.completed':
      return ended(step, 'completed', at, data);
    case 'stage.failed':
    case 'service.failed':
      return ended(step, 'failed', at, data);
    default:
      return { ...step, action: actionOf(data) };
  }
};

const withService = (stage: StageProgress, name: string, event: TransitionEvent): StageProgress => {
  const at = Date.parse(event.time);
  const known = stage.services.some((service) => service.name === name);
  // An action may be told before the start of its service is.
  const unseen: ServiceProgress = { name, status: 'running', startedAt: at, durationMs: 0, action: '' };
  return {
    ...stage,
    services: (known ? stage.services : [...stage.services, unseen]).map((service) =>
      service.name === name ? { ...service, ...advance(service, event) } : service,
    ),
  };
};

const advanceStage = (stage: StageProgress, event: TransitionEvent): StageProgress => {
  const { service } = event.data;
  const ofService = service !== undefined && !event.type.startsWith('stage.');
  return ofService ? withService(stage, service, event) : { ...stage, ...advance(stage, event) };
};

/** Stages from one on, as before they began. */
const restarted = (stages: readonly StageProgress[], from: string | undefined): StageProgress[] => {
  const first = stages.findIndex(({ name }) => name === from);
  return stages.map((stage, index) =>
    index < first ? stage : { ...stage, status: 'pending', durationMs: 0, action: '', services: [] },
  );
};

/** The progress after one more event. */
export const progressAfter = (progress: RunProgress, event: TransitionEvent): RunProgress => {
  if (event.type === 'project.started') return { ...progress, startedAt: Date.parse(event.time) };
  if (event.type === 'project.restarted')
    return { ...progress, stages: restarted(progress.stages, event.data.stage) };
  return {
    ...progress,
    rounds: progress.rounds + (event.type === 'activity.retrying' ? 1 : 0),
    stages: progress.stages.map((stage) =>
      stage.name === event.data.stage ? advanceStage(stage, event) : stage,
    ),
  };
};
