import type { Activities } from '../../activities/create-activities.ts';
import type { Steps } from './durable.ts';
import { call, type Step } from './call-activity.ts';

type Input = Parameters<Activities['recordTransition']>[0];
type Facts<T> = T extends unknown ? Omit<T, 'projectId' | 'correlationId' | 'attempt'> : never;

/** Records and publishes a step in the life of the project. */
export function* transition(step: Step, facts: Facts<Input>): Steps<void> {
  yield* call(step, 'recordTransition', facts as never);
}
