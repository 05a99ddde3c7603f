import type { Outcome } from '../../factory/domain/failure.ts';
import { classify } from '../../platform/classify.ts';

/** Makes an activity answer an outcome in every case: nothing it throws reaches the orchestrator as text. */
export const guard =
  <I, T>(activity: (input: I) => Promise<Outcome<T>>) =>
  async (input: I): Promise<Outcome<T>> => {
    try {
      return await activity(input);
    } catch (error) {
      return classify(error);
    }
  };
