import type { PipelineStep } from '../../../ports.ts';
import type { ProcessRegistry } from '../../processes/process-registry.ts';
import type { InstallCache } from '../../sandbox/install-cache.ts';
import type { Agents } from './agents.ts';
import type { TestCounts } from './junit-results.ts';

/** One run of a pipeline: where it works and where it reports. */
export type RunContext = {
  id: string;
  /** Folder of the run: `logs/`, `work/<stage>.<job>/`, `run.json`. */
  folder: string;
  /** Name of the repository and path of its bare git directory. */
  repository: string;
  repositoryPath: string;
  commit: string;
  registry: ProcessRegistry;
  installCache: InstallCache;
  agents: Agents;
  addStep(step: PipelineStep): void;
  addTests(tests: TestCounts): void;
  /** What failed and the last lines of its log. */
  addFailure(text: string): void;
};
