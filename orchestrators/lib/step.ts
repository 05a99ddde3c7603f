import type { Activities } from '../../activities/create-activities.ts';
import type { Failure } from '../../factory/domain/failure.ts';
import type { Stage } from '../../factory/domain/stage.ts';
import type { OrchestrationContext } from './durable.ts';

/** What every step of a project needs: the context, whose project it is, its run, and the stage it belongs to. */
export type Step = {
  context: OrchestrationContext;
  projectId: string;
  correlationId: string;
  /** Counts from 1; the first is left out of inputs. */
  run?: number | undefined;
  stage?: Stage;
  /** Tries of the same activities before this step; they number the records. */
  triesBefore?: number;
};

export type ActivityName = keyof Activities;
export type ActivityInputOf<N extends ActivityName> = Parameters<Activities[N]>[0];
/** What an activity is told besides what every activity is. */
export type Facts<N extends ActivityName> = FactsOf<ActivityInputOf<N>>;
type FactsOf<I> = I extends unknown ? Omit<I, 'projectId' | 'correlationId' | 'attempt' | 'run'> : never;
export type Value<N extends ActivityName> = Extract<
  Awaited<ReturnType<Activities[N]>>,
  { ok: true }
>['value'];

/** A failure that ends the stage: nothing that the error policy knows is left, or the project was stopped. */
export class StepFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'StepFailed';
    this.failure = failure;
  }
}

/** The part of an activity's input that says whose project and which try it is. */
export const identityOf = ({ projectId, correlationId, run, triesBefore = 0 }: Step, attempt: number) => ({
  projectId,
  correlationId,
  attempt: triesBefore + attempt,
  ...(run === undefined || run === 1 ? {} : { run }),
});
