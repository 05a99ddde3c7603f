import type { PipelineDefinition } from '../../../../platform/embedded/azure-devops/pipelines/pipeline-definition.ts';
import { refuse } from '../refusal.ts';
import { areaState, type Project } from '../state.ts';

export type Variable = { value?: string; isSecret?: boolean; allowOverride?: boolean };

export type Definition = {
  id: number;
  name: string;
  /** Its folder: `\factory`. */
  path: string;
  repositoryId: string;
  file: string;
  variables: Record<string, Variable>;
};

export type LogIssue = { type: 'error' | 'warning'; message: string };

export type TimelineEntry = {
  id: string;
  parentId?: string;
  type: string;
  name: string;
  identifier: string;
  order: number;
  state: 'pending' | 'inProgress' | 'completed';
  result?: string;
  startTime?: string;
  finishTime?: string;
  log?: { id: number; type: string };
  issues?: LogIssue[];
};

export type Run = {
  id: number;
  definition: Definition;
  commit: string;
  sourceBranch: string;
  variables: Record<string, { value?: string }>;
  skipped: readonly string[];
  pipeline: PipelineDefinition;
  /** Reads that it is still going on for. */
  looksLeft: number;
  status: 'notStarted' | 'inProgress' | 'cancelling' | 'completed';
  result?: 'succeeded' | 'failed' | 'canceled';
  records: TimelineEntry[];
  /** By number, from 1. */
  logs: string[];
  queuedAt: Date;
};

/** A step as a test decides about it. */
export type Task = { stage: string; job: string; name: string };

export type Pipelines = {
  definitions: Map<number, Definition>;
  runs: Map<number, Run>;
  /** How many reads a run takes to end. */
  looks: number;
  /** What a step fails with; it passes where nothing is answered. */
  fails: (task: Task) => { log: string; error: string } | undefined;
  /** What each run's tests come to. */
  tests: { passed: number; failed: number };
};

export const pipelinesOf = areaState<Project, Pipelines>(() => ({
  definitions: new Map(),
  runs: new Map(),
  looks: 1,
  fails: () => undefined,
  tests: { passed: 3, failed: 0 },
}));

export const definitionNumbered = (project: Project, id: number): Definition =>
  pipelinesOf(project).definitions.get(id) ??
  refuse(404, 'DefinitionNotFoundException', `TF215016: The build definition ${id} does not exist.`);

export const runNumbered = (project: Project, id: number): Run =>
  pipelinesOf(project).runs.get(id) ??
  refuse(404, 'BuildNotFoundException', `TF215018: The requested build ${id} could not be found.`);
