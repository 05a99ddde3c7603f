import type { AgentAction } from '../../../factory/domain/agent-action.ts';
import type { Artifact, DiscardedArtifact } from '../../../factory/domain/artifact.ts';
import type { Budget } from '../../../factory/domain/budget.ts';
import type { DeadLetter } from '../../../factory/domain/dead-letter.ts';
import { unstarted, type Project } from '../../../factory/domain/project.ts';
import type { RejectedMessage } from '../../../factory/domain/rejected-message.ts';
import type { ReplyMessage } from '../../../factory/domain/reply-message.ts';
import type { Person, Review } from '../../../factory/domain/review.ts';
import { ROLES } from '../../../factory/domain/role.ts';
import type { TransitionEvent, TransitionType } from '../../../factory/domain/transition-event.ts';
import type { UndoEntry } from '../../../factory/domain/undo.ts';
import type { FunctionDeps, Reading } from '../../../functions/function-deps.ts';
import type { RunningService } from '../../../platform/ports.ts';

export const START = new Date('2026-01-05T08:00:00.000Z');

/** The id of the n-th project. */
export const projectId = (n: number): string => `p-00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const aProject = (n: number, changes: Partial<Project> = {}): Project => ({
  ...unstarted(),
  id: projectId(n),
  correlationId: 'c-1',
  idempotencyKey: `key-${n}`,
  definition: {
    text: 'Keep a register of lab samples.',
    customer: 'ConnectSoft',
    azureDevOps: { organization: 'connectsoft', project: 'factory' },
    stack: 'typescript',
  },
  status: 'running',
  createdAt: START.toISOString(),
  stages: {},
  services: [],
  requirements: { total: 0, served: 0, unrealised: [] },
  workItems: { epics: 0, features: 0, stories: 0, tasks: 0 },
  repositories: [],
  processes: [],
  servedStories: {},
  ...changes,
});

export const anEvent = (n: number, type: TransitionType = 'stage.started'): TransitionEvent => ({
  specversion: '1.0',
  id: `e-${n}`,
  source: '/factory',
  type,
  subject: projectId(1),
  time: START.toISOString(),
  datacontenttype: 'application/json',
  projectid: projectId(1),
  correlationid: 'c-1',
  causationid: 'c-1',
  data: { stage: 'vision', message: `event ${n}` },
});

/** Ports in memory, a clock that `wait` moves, and everything a test wants to look at. */
export const fakeDeps = () => {
  const projects: Project[] = [];
  const deadLetters: DeadLetter[] = [];
  const take = (id: string): boolean => {
    const index = deadLetters.findIndex((message) => message.id === id);
    return index >= 0 && deadLetters.splice(index, 1).length === 1;
  };
  const reviews: Review[] = [];
  const budgets = new Map<string, Budget>();
  const events: TransitionEvent[] = [];
  const files = new Map<string, { artifact: Artifact; content: string }>();
  const actions: AgentAction[] = [];
  const effects: UndoEntry[] = [];
  const discarded: DiscardedArtifact[] = [];
  const running: RunningService[] = [];
  const replies: { entity: string; reply: ReplyMessage }[] = [];
  const rejected = new Map<string, RejectedMessage>();
  let now = START.getTime();
  let ids = 0;
  let person: Person = { name: 'ann', roles: ROLES };
  let reading: Reading = { ok: true };
  const atTime = new Map<number, () => void>();

  const deps: FunctionDeps = {
    ports: {
      projects: {
        create: async (project) => {
          const existing = projects.find(({ idempotencyKey }) => idempotencyKey === project.idempotencyKey);
          if (!existing) projects.unshift(project);
          return { project: existing ?? project, etag: '1', created: !existing };
        },
        get: async (id) => {
          const project = projects.find((candidate) => candidate.id === id);
          return project && { project, etag: '1' };
        },
        list: async () => projects,
        update: async (id, change) => {
          const index = projects.findIndex((project) => project.id === id);
          const changed = change(projects[index]!);
          projects[index] = changed;
          return changed;
        },
      },
      reviews: {
        open: () => Promise.reject(new Error('The API asks nobody.')),
        get: async (id) => reviews.find((review) => review.id === id),
        list: async (project) =>
          reviews.filter(({ projectId: of }) => project === undefined || of === project),
        update: async (id, change) => {
          const index = reviews.findIndex((review) => review.id === id);
          const changed = change(reviews[index]!);
          reviews[index] = changed;
          return changed;
        },
      },
      budgets: {
        read: async (id) => budgets.get(id),
        open: () => Promise.reject(new Error('The API spends nothing.')),
        reserve: () => Promise.reject(new Error('The API spends nothing.')),
        settle: () => Promise.reject(new Error('The API spends nothing.')),
        raise: () => Promise.reject(new Error('The API raises nothing.')),
      },
      artifacts: {
        list: async (_, prefix = '') =>
          [...files.values()].map(({ artifact }) => artifact).filter(({ path }) => path.startsWith(prefix)),
        read: async (_, path) => files.get(path)?.content,
        putAll: () => Promise.reject(new Error('The API never writes artifacts.')),
        readAll: () => Promise.reject(new Error('The API reads one artifact at a time.')),
        remove: () => Promise.reject(new Error('The API never removes artifacts.')),
        discard: () => Promise.reject(new Error('The API never discards artifacts.')),
        discarded: async () => discarded,
      },
      actions: {
        append: async (action) => {
          if (actions.every(({ id }) => id !== action.id)) actions.push(action);
        },
        list: async () => actions,
      },
      undo: {
        list: async () => effects,
        plan: () => Promise.reject(new Error('The API has no effects.')),
        settle: () => Promise.reject(new Error('The API takes nothing back.')),
        sharers: () => Promise.reject(new Error('The API takes nothing back.')),
      },
      journal: {
        append: async (event) => {
          const known = events.findIndex(({ id }) => id === event.id);
          return known === -1 ? events.push(event) : known + 1;
        },
        read: async (_, after, limit) =>
          events.slice(after, after + limit).map((event, index) => ({ position: after + index + 1, event })),
      },
      publisher: {
        publish: async (event) => {
          if (events.every(({ id }) => id !== event.id)) events.push(event);
        },
      },
      replies: {
        send: async (entity, reply) => {
          if (replies.every(({ reply: { id } }) => id !== reply.id)) replies.push({ entity, reply });
        },
        reject: async (id, message) => {
          if (!rejected.has(id)) rejected.set(id, message);
        },
      },
      deadLetters: {
        list: async () => deadLetters,
        resubmit: async (id) => take(id),
        discard: async (id) => take(id),
      },
      runtime: {
        status: async (_, service) => running.find(({ name }) => name === service),
        deploy: () => Promise.reject(new Error('The API deploys nothing.')),
        ensureRunning: () => Promise.reject(new Error('The API starts nothing.')),
        stop: () => Promise.reject(new Error('The API stops nothing.')),
        restore: () => Promise.reject(new Error('The API restores nothing.')),
        hops: () => Promise.reject(new Error('The API follows nothing.')),
      },
      clock: { now: () => new Date(now) },
    },
    people: { personOf: () => person, submitterMayAccept: true },
    readDefinition: () => reading,
    newProjectId: () => projectId(++ids),
    workspace: '/data/factory',
    version: '1.2.3',
    page: async () => new Map(),
  };

  return {
    deps,
    projects,
    deadLetters,
    reviews,
    budgets,
    events,
    actions,
    effects,
    discarded,
    running,
    replies,
    rejected,
    /** `letter` makes its hash. */
    put(path: string, content: string, letter = 'a') {
      const artifact: Artifact = { path, stage: 'vision', sha256: letter.repeat(64), size: content.length };
      files.set(path, { artifact, content });
    },
    /** Who asks from now on. */
    signIn(next: Person) {
      person = next;
    },
    /** The reader's next answers. */
    read(next: Reading) {
      reading = next;
    },
    /** What happens when `wait` has moved the clock to `milliseconds` after the start. */
    at(milliseconds: number, action: () => void) {
      atTime.set(START.getTime() + milliseconds, action);
    },
    wait: async (milliseconds: number) => {
      now += milliseconds;
      for (const [time, action] of atTime)
        if (time <= now) {
          atTime.delete(time);
          action();
        }
    },
    elapsed: () => now - START.getTime(),
  };
};
