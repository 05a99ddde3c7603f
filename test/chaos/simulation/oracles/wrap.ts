import type { OrchestrationContext, Steps } from '../../../../orchestrators/lib/durable.ts';
import type { Orchestrator } from '../engine/replay.ts';

type Df = OrchestrationContext['df'];

/** An orchestrator whose context does something else than the engine's. */
export const withContext =
  (own: Orchestrator, change: (df: Df) => object): Orchestrator =>
  (context) => {
    const df = Object.create(context.df, Object.getOwnPropertyDescriptors(change(context.df))) as Df;
    return own({ df } as OrchestrationContext);
  };

/** An orchestrator that does something more after its end, and answers the same. */
export const andThen = (
  own: Orchestrator,
  more: (context: OrchestrationContext) => Steps<void>,
): Orchestrator =>
  function* andMore(context) {
    const result = yield* own(context);
    yield* more(context);
    return result;
  };
