import { STAGES, type Stage } from '../../factory/domain/stage.ts';
import type { TransitionEvent } from '../../factory/domain/transition-event.ts';

export type StageProgress = {
  name: Stage;
  status: 'pending' | 'running' | 'completed' | 'failed';
  /** Milliseconds since the epoch. */
  startedAt: number;
  durationMs: number;
  /** What is done in it now, or what it came to. */
  action: string;
};

/** What the events of a project have told so far. */
export type RunProgress = { startedAt: number; stages: readonly StageProgress[] };

export const newProgress = (startedAt: number): RunProgress => ({
  startedAt,
  stages: STAGES.map((name) => ({ name, status: 'pending', startedAt, durationMs: 0, action: '' })),
});

const advance = (stage: StageProgress, { type, time, data }: TransitionEvent): StageProgress => {
  const at = Date.parse(time);
  const action = data.service ? `${data.service}: ${data.message}` : data.message;
  switch (type) {
    case 'stage.started':
      return { ...stage, status: 'running', startedAt: at, action };
    case 'stage.completed':
    case 'stage.failed':
      return {
        ...stage,
        status: type === 'stage.completed' ? 'completed' : 'failed',
        durationMs: data.durationMs ?? at - stage.startedAt,
        action: type === 'stage.completed' ? '' : action,
      };
    default:
      return { ...stage, action };
  }
};

/** The progress after one more event. */
export const progressAfter = (progress: RunProgress, event: TransitionEvent): RunProgress => {
  if (event.type === 'project.started') return { ...progress, startedAt: Date.parse(event.time) };
  return {
    ...progress,
    stages: progress.stages.map((stage) => (stage.name === event.data.stage ? advance(stage, event) : stage)),
  };
};
