import type { ProcessRegistry } from '../../../processes/process-registry.ts';
import type { InstallCache } from '../../../sandbox/install-cache.ts';
import type { StepDefinition } from '../pipeline-definition.ts';
import type { TestCounts } from '../junit-results.ts';
import type { Variables } from '../variables.ts';

/** What a step of a running job works with. */
export type StepContext = {
  step: StepDefinition;
  /** Inputs of a task with macros expanded, names in lower case. */
  input(name: string): string | undefined;
  variables: Variables;
  /** `System.DefaultWorkingDirectory`: the checkout. */
  sources: string;
  /** HOME and temporary files of the job. */
  home: string;
  repository: string;
  commit: string;
  timeoutMs: number;
  registry: ProcessRegistry;
  installCache: InstallCache;
  /** Appends to the step's log. */
  log(text: string): void;
};

export type StepOutcome = {
  status: 'passed' | 'failed' | 'not-run';
  detail: string;
  tests?: TestCounts;
};

export type StepRunner = (context: StepContext) => Promise<StepOutcome>;

export const passed = (detail: string): StepOutcome => ({ status: 'passed', detail });
export const failedWith = (detail: string): StepOutcome => ({ status: 'failed', detail });
export const notRun = (detail: string): StepOutcome => ({ status: 'not-run', detail });

/** `true` in any case, as YAML and Azure's inputs write it. */
export const isTrue = (value: unknown): boolean => String(value).toLowerCase() === 'true';
