import type { Entry, Stage, TransitionEvent } from '../api/types.ts';
import { happeningOf, type Happening } from './happening.ts';

/** `stopped`: its stage failed before it had ended. */
export type StepStatus = 'pending' | 'running' | 'completed' | 'failed' | 'stopped';

type Step = {
  status: StepStatus;
  /** Milliseconds since the epoch, 0 before the start. */
  startedAt: number;
  durationMs: number;
  /** What is told of it last. */
  message: string;
};

export type ServiceProgress = Step & { name: string; actions: number };
export type StageProgress = Step & { name: Stage; services: readonly ServiceProgress[]; actions: number };

/** What the events of a project have told so far. */
export type RunProgress = {
  /** Of the last event. */
  position: number;
  startedAt: number;
  stages: readonly StageProgress[];
  /** Newest first, at most `MAX_HAPPENINGS`. */
  happenings: readonly Happening[];
  /** How many there were in all. */
  actions: number;
  /** Steps that were tried again. */
  retries: number;
  /** The last thing worth announcing: a stage or the project began or ended, or a person is asked. */
  announcement: string;
};

export const MAX_HAPPENINGS = 60;

/** The type is what counts: every stage in the order in which they run. */
const STAGES = Object.keys({
  vision: 0,
  architecture: 0,
  engineering: 0,
  quality: 0,
  devops: 0,
  finalization: 0,
  deployment: 0,
} satisfies Record<Stage, 0>) as Stage[];

const notBegun = { status: 'pending', startedAt: 0, durationMs: 0, message: '', actions: 0 } as const;

export const noProgress: RunProgress = {
  position: 0,
  startedAt: 0,
  stages: STAGES.map((name) => ({ ...notBegun, name, services: [] })),
  happenings: [],
  actions: 0,
  retries: 0,
  announcement: '',
};

const ended = <S extends Step>(step: S, status: 'completed' | 'failed', event: TransitionEvent): S => ({
  ...step,
  status,
  durationMs: event.data.durationMs ?? Math.max(0, Date.parse(event.time) - step.startedAt),
  message: event.data.message,
});

/** A step after an event of its own. */
const advance = <S extends Step & { actions: number }>(step: S, event: TransitionEvent): S => {
  const { message } = event.data;
  switch (event.type) {
    case 'stage.started':
    case 'service.started':
      return { ...step, status: 'running', startedAt: Date.parse(event.time), message };
    case 'stage.completed':
    case 'service.completed':
      return ended(step, 'completed', event);
    case 'stage.failed':
    case 'service.failed':
      return ended(step, 'failed', event);
    case 'action.recorded':
      return { ...step, message, actions: step.actions + 1 };
    default:
      return { ...step, message };
  }
};

/** A stage that ended ends the services in it that nobody said the end of. */
const endServices = (stage: StageProgress, event: TransitionEvent): StageProgress => {
  const status = event.type === 'stage.completed' ? 'completed' : 'stopped';
  const services = stage.services.map((service) =>
    service.status === 'running'
      ? { ...service, status, durationMs: Math.max(0, Date.parse(event.time) - service.startedAt) }
      : service,
  ) satisfies Step[];
  return { ...stage, services };
};

const withService = (stage: StageProgress, name: string, event: TransitionEvent): StageProgress => {
  const known = stage.services.some((service) => service.name === name);
  // An action may be told before the start of its service is, and a single service has no start of its own.
  const startedAt = stage.startedAt || Date.parse(event.time);
  const unseen: ServiceProgress = { ...notBegun, name, status: 'running', startedAt };
  return {
    ...stage,
    actions: stage.actions + (event.type === 'action.recorded' ? 1 : 0),
    services: (known ? stage.services : [...stage.services, unseen]).map((service) =>
      service.name === name ? advance(service, event) : service,
    ),
  };
};

const advanceStage = (stage: StageProgress, event: TransitionEvent): StageProgress => {
  const { service } = event.data;
  if (service !== undefined && !event.type.startsWith('stage.')) return withService(stage, service, event);
  const next = advance(stage, event);
  return next.status === 'completed' || next.status === 'failed' ? endServices(next, event) : next;
};

const announces = ({ type }: TransitionEvent): boolean =>
  type.startsWith('project.') ||
  type.startsWith('stage.') ||
  type === 'review.requested' ||
  type === 'service.failed';

/** Stages from one on, as before they began. */
const restarted = (stages: readonly StageProgress[], from: string | undefined): StageProgress[] => {
  const first = stages.findIndex(({ name }) => name === from);
  return stages.map((stage, index) =>
    index < first ? stage : { ...notBegun, name: stage.name, services: [] },
  );
};

const stagesAfter = (stages: readonly StageProgress[], event: TransitionEvent): StageProgress[] =>
  event.type === 'project.restarted'
    ? restarted(stages, event.data.stage)
    : stages.map((stage) => (stage.name === event.data.stage ? advanceStage(stage, event) : stage));

/** The progress after one more event; an event that was counted already changes nothing. */
export const progressAfter = (progress: RunProgress, entry: Entry): RunProgress => {
  const { position, event } = entry;
  if (position <= progress.position) return progress;
  const happening = happeningOf(entry);
  return {
    position,
    startedAt: event.type === 'project.started' ? Date.parse(event.time) : progress.startedAt,
    stages: stagesAfter(progress.stages, event),
    happenings: happening
      ? [happening, ...progress.happenings].slice(0, MAX_HAPPENINGS)
      : progress.happenings,
    actions: progress.actions + (event.type === 'action.recorded' ? 1 : 0),
    retries: progress.retries + (event.type === 'activity.retrying' ? 1 : 0),
    announcement: announces(event) ? event.data.message : progress.announcement,
  };
};
