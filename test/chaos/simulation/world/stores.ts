import { openBudget, raise, reserve, settle, type Budget } from '../../../../factory/domain/budget.ts';
import type { Project } from '../../../../factory/domain/project.ts';
import type { Review } from '../../../../factory/domain/review.ts';
import type { TransitionEvent } from '../../../../factory/domain/transition-event.ts';
import { PortError } from '../../../../platform/port-error.ts';
import type { BudgetStore, EventPublisher, ProjectStore, ReviewStore } from '../../../../platform/ports.ts';
import type { Recorder } from './recorder.ts';

/** The one project of a simulated world. */
export const createProjects = (first: Project, record: Recorder): ProjectStore => {
  let project = first;
  return {
    create: async () => ({ project, etag: '', created: false }),
    get: async (id) => (id === project.id ? { project, etag: '' } : undefined),
    list: async () => [project],
    update: async (_, change) => {
      const before = project;
      project = change(before);
      if (project !== before) record({ what: 'project', before, after: project });
      return project;
    },
  };
};

export const createReviews = (record: Recorder): ReviewStore => {
  const reviews = new Map<string, Review>();
  return {
    open: async (review) => {
      const known = reviews.get(review.id);
      if (known) return known;
      reviews.set(review.id, review);
      record({ what: 'review', before: undefined, after: review });
      return review;
    },
    get: async (id) => reviews.get(id),
    list: async () => [...reviews.values()],
    update: async (id, change) => {
      const before = reviews.get(id);
      if (!before) throw new PortError('invalid-configuration', `There is no review ${id}.`);
      const after = change(before);
      reviews.set(id, after);
      if (after !== before) record({ what: 'review', before, after });
      return after;
    },
  };
};

export const createBudgets = (): BudgetStore => {
  let budget: Budget | undefined;
  const opened = (): Budget => {
    if (!budget) throw new PortError('critical', 'No budget was opened.');
    return budget;
  };
  return {
    open: async (_, limits) => (budget ??= openBudget(limits)),
    read: async () => budget,
    reserve: async (_, key, worst) => {
      const answer = reserve(opened(), key, worst);
      if (!answer.ok) return answer;
      budget = answer.budget;
      return { ok: true, fresh: answer.fresh };
    },
    settle: async (_, key, actual) => {
      budget = settle(opened(), key, actual);
    },
    raise: async (_, to) => (budget = raise(opened(), to)),
  };
};

/** Messages by their id: what comes again is dropped. */
export const createPublisher = (
  record: Recorder,
  deliver: (event: TransitionEvent) => void,
): EventPublisher => {
  const known = new Set<string>();
  return {
    publish: async (event) => {
      const isNew = !known.has(event.id);
      known.add(event.id);
      record({ what: 'published', type: event.type, id: event.id, isNew });
      if (isNew) deliver(event);
    },
  };
};
