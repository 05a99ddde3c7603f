import type { Stage } from '../../factory/domain/stage.ts';
import type { Steps } from './durable.ts';
import type { Step } from './step.ts';

/** Takes back what was done from a stage on. */
export function* rollBack(project: Omit<Step, 'stage'>, from: Stage | 'all', reason: string): Steps<void> {
  void project;
  void from;
  void reason;
}
