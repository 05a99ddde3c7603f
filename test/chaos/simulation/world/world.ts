import type { Project } from '../../../../factory/domain/project.ts';
import type { TransitionEvent } from '../../../../factory/domain/transition-event.ts';
import type { Ports } from '../../../../platform/ports.ts';
import type { Scheduler } from '../scheduler.ts';
import { createArtifacts } from './artifacts.ts';
import { createLedger } from './ledger.ts';
import { createOutside, type Outside } from './outside.ts';
import type { Recorder } from './recorder.ts';
import { createBudgets, createProjects, createPublisher, createReviews } from './stores.ts';

const refused = (port: string) =>
  new Proxy(
    {},
    { get: (_, method) => () => Promise.reject(new Error(`${port}.${String(method)} is not simulated.`)) },
  );

export type World = { ports: Ports; outside: Outside };

/** The ports of the factory in memory, on a virtual clock. */
export const createWorld = (
  project: Project,
  foreign: readonly string[],
  scheduler: Scheduler,
  record: Recorder,
  deliver: (event: TransitionEvent) => void,
): World => {
  const outside = createOutside(foreign, record);
  const { dump: _, ...systems } = outside;
  const ports = {
    projects: createProjects(project, record),
    reviews: createReviews(record),
    budgets: createBudgets(),
    artifacts: createArtifacts(),
    actions: { append: async () => undefined, list: async () => [] },
    journal: refused('journal'),
    deadLetters: refused('deadLetters'),
    verifier: refused('verifier'),
    publisher: createPublisher(record, deliver),
    undo: createLedger(record),
    ...systems,
    interruption: {
      begin: () => ({ run: (work: () => Promise<unknown>) => work(), interrupt: async () => undefined }),
    },
    clock: { now: () => new Date(scheduler.now()) },
  };
  return { ports: ports as unknown as Ports, outside };
};
