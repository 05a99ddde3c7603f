import type { RunContext } from './run-context.ts';
import type { Variables } from './variables.ts';

/** A job while its steps run. */
export type JobState = {
  run: RunContext;
  variables: Variables;
  /** Folder of the job, of the checkout in it, and of HOME and temporary files. */
  folder: string;
  sources: string;
  home: string;
  /** `performance.now()` at which the job's time is over. */
  deadline: number;
  failed: boolean;
  /** Title of the first step that this runner does not have: what follows may need what it does. */
  gap: string | undefined;
  /** Whether any step ran. */
  ran: boolean;
};
