import type { Steps } from './durable.ts';
import { record } from './record.ts';
import type { Facts, Step } from './step.ts';

type Transition<T> = T extends unknown ? Omit<T, 'projectId' | 'correlationId' | 'attempt' | 'run'> : never;

/** Records and publishes a step in the life of the project. */
export function* transition(
  step: Step,
  facts: Transition<import('../../activities/record-transition.ts').Transition>,
): Steps<void> {
  yield* record(step, 'recordTransition', facts as Facts<'recordTransition'>);
}
