import type { AgentAction } from '../factory/domain/agent-action.ts';
import type { Artifact, GeneratedFile } from '../factory/domain/artifact.ts';
import type { Hop } from '../factory/domain/process-report.ts';
import type { Project } from '../factory/domain/project.ts';
import type { Review } from '../factory/domain/review.ts';
import type { Subscription } from '../factory/domain/solution.ts';
import type { Stage } from '../factory/domain/stage.ts';
import type { TransitionEvent } from '../factory/domain/transition-event.ts';
import type { WorkItem, WorkItemDraft, WorkItemState } from '../factory/domain/work-item.ts';

/**
 * The ports of the factory: every service outside the app is behind one of these, with an Azure adapter and an embedded
 * one. A port's methods throw `PortError` (platform/port-error.ts), whose `kind` the activities turn into a failure.
 */

/** Project documents. Optimistic concurrency: a write with a stale etag fails with kind `transient`. */
export type ProjectStore = {
  /** The same idempotency key again gives the project made by the first call, with `created: false`. */
  create(project: Project): Promise<{ project: Project; etag: string; created: boolean }>;
  get(id: string): Promise<{ project: Project; etag: string } | undefined>;
  /** Newest first. */
  list(): Promise<Project[]>;
  /** Reads, changes and writes until no other writer came between; `change` must be repeatable. */
  update(id: string, change: (project: Project) => Project): Promise<Project>;
};

/** Questions to people. Optimistic concurrency as with projects. */
export type ReviewStore = {
  /** Writes a review unless one of its id exists; answers the stored one. */
  open(review: Review): Promise<Review>;
  get(id: string): Promise<Review | undefined>;
  /** Oldest first; of all projects where none is named. */
  list(projectId?: string): Promise<Review[]>;
  /** Reads, changes and writes until no other writer came between; `change` must be repeatable. */
  update(id: string, change: (review: Review) => Review): Promise<Review>;
};

/** Artifacts of a project: content by sha-256, a manifest of paths. Writing the same path again replaces its entry. */
export type ArtifactStore = {
  putAll(projectId: string, stage: Stage, files: readonly GeneratedFile[]): Promise<Artifact[]>;
  /** Sorted by path, code-unit order. `prefix` narrows. */
  list(projectId: string, prefix?: string): Promise<Artifact[]>;
  /** Text of an artifact; `undefined` when the manifest has no such path. Throws kind `critical` when content and hash differ. */
  read(projectId: string, path: string): Promise<string | undefined>;
  /** All below a prefix, paths relative to it, sorted. */
  readAll(projectId: string, prefix: string): Promise<GeneratedFile[]>;
  /** Removes manifest entries by exact path. */
  remove(projectId: string, paths: readonly string[]): Promise<void>;
};

/** The audit trail. Append-only; a record whose id exists is not written again. */
export type ActionLog = {
  append(action: AgentAction): Promise<void>;
  /** In the order of writing. */
  list(projectId: string): Promise<AgentAction[]>;
};

/** Events of a project as they were published, for the event stream; filled by the subscriber of topic `factory-events`. */
export type EventJournal = {
  /** Returns the event's position in its project, from 1; an event whose id exists keeps its position. */
  append(event: TransitionEvent): Promise<number>;
  /** Events after a position, at most `limit`. */
  read(
    projectId: string,
    after: number,
    limit: number,
  ): Promise<{ position: number; event: TransitionEvent }[]>;
};

/** Publishes transitions. Duplicate ids are dropped by the broker. */
export type EventPublisher = { publish(event: TransitionEvent): Promise<void> };

/** Git repositories of the customer's project, by full name: `<organization>/<project>/<name>`, as in Azure DevOps. */
export type SourceControl = {
  /**
   * Creates the repository for a project, or finds the one it made before. A name that another project owns is never
   * touched: the next free `<name>-2`, `-3`, … is taken. Answers the full name and its clone URL or path.
   */
  ensureRepository(projectId: string, name: string): Promise<{ name: string; cloneUrl: string }>;
  /**
   * Makes branch `main` hold exactly `files`, as one commit on top of what is there. Idempotent under `key`: the same key
   * again finds the commit by its trailer `Factory-Key: <key>` and writes nothing. Refuses unsafe paths (kind `critical`).
   */
  commit(
    repository: string,
    input: { key: string; message: string; files: readonly GeneratedFile[]; workItemIds: readonly number[] },
  ): Promise<{ commit: string; tree: string }>;
  head(repository: string): Promise<{ commit: string; tree: string } | undefined>;
};

/** Epics, features, stories and tasks. */
export type WorkItemTracker = {
  /** Creates what is missing and updates what differs, by key; parents before children. Answers numbers by key. */
  ensureAll(projectId: string, drafts: readonly WorkItemDraft[]): Promise<Record<string, number>>;
  linkCommit(projectId: string, keys: readonly string[], repository: string, commit: string): Promise<void>;
  setState(projectId: string, keys: readonly string[], state: WorkItemState): Promise<void>;
  list(projectId: string): Promise<WorkItem[]>;
};

export type PipelineStep = {
  stage: string;
  job: string;
  name: string;
  status: 'passed' | 'failed' | 'not-run';
  /** Why it did not run, or how it failed. */
  detail: string;
  durationMs: number;
};

export type PipelineRun = {
  id: string;
  status: 'succeeded' | 'failed';
  steps: PipelineStep[];
  /** Published test results, summed. */
  tests: { passed: number; failed: number };
  /** Last lines of the failed step, empty otherwise. */
  log: string;
};

/** Runs the pipeline that a repository carries, on a commit, in a clean checkout. */
export type PipelineRunner = {
  /** Idempotent under `key`: a finished run is answered again, an interrupted one starts over. */
  run(input: { key: string; repository: string; commit: string; pipelinePath: string }): Promise<PipelineRun>;
};

export type RunningService = { name: string; commit: string; endpoint: string; running: boolean };

/** Where committed revisions run. */
export type ServiceRuntime = {
  /** Starts a commit of a repository and waits until `/health/ready` answers 200; replaces an older revision of it. */
  deploy(input: {
    projectId: string;
    service: string;
    repository: string;
    commit: string;
    /**
     * Given: the service exchanges events with the others of its project over a broker, and what is published from now on
     * is kept for these subscriptions. Absent: it stands alone, its events stay in its journal.
     */
    subscriptions?: readonly Subscription[];
  }): Promise<RunningService>;
  status(projectId: string, service: string): Promise<RunningService | undefined>;
  stop(projectId: string, service: string): Promise<void>;
  /**
   * Events of a project that carry a correlation id, in the order in which they were published, with the services that
   * have taken each so far.
   */
  hops(projectId: string, correlationId: string): Promise<Hop[]>;
};

export type CommandResult = {
  /** Exit code; `undefined` when it was ended by a signal or a limit. */
  exitCode: number | undefined;
  /** Why it was ended, absent otherwise. */
  ended?: 'timeout' | 'output-limit' | 'memory-limit' | 'process-limit' | 'disk-limit' | 'signal';
  stdout: string;
  stderr: string;
  durationMs: number;
};

/** A folder with a generated tree in it, and nothing else of ours. */
export type SandboxSession = {
  /** Absolute path of the tree. */
  directory: string;
  /** Runs a program found in the tree's `node_modules/.bin`, or `node` (24). The environment is stripped to `env`, PATH, HOME. */
  run(
    command: string,
    args: readonly string[],
    options?: {
      timeoutMs?: number;
      env?: Record<string, string>;
      cwd?: string;
      /** What it reads from its standard input. */
      input?: string;
      /** Paths in the tree that the program cannot change, where the sandbox can bring that about. */
      readOnly?: readonly string[];
    },
  ): Promise<CommandResult>;
  /** Starts a long-running program in the tree; its process group ends with the session. `stop` asks (SIGTERM) unless told to kill. */
  start(
    command: string,
    args: readonly string[],
    options?: { env?: Record<string, string> },
  ): Promise<{
    stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
    output(): string;
    exited: Promise<number | undefined>;
  }>;
  /** A file the tools wrote; `undefined` when absent. Refuses paths outside the tree. */
  read(path: string): Promise<string | undefined>;
  close(): Promise<void>;
};

/** Where generated code is installed, compiled, tested and started. */
export type Sandbox = {
  /** Writes the files and installs what their lockfile names, from the per-lockfile cache when it is there. */
  open(
    key: string,
    files: readonly GeneratedFile[],
  ): Promise<{ session: SandboxSession; install: { cached: boolean; durationMs: number; packages: number } }>;
};

export type KnowledgeEntry = {
  id: string;
  title: string;
  kind: 'pattern' | 'archetype' | 'diagnostic' | 'project';
  text: string;
  /** What it is made of, whatever it is called: "ledger", "2 services". */
  features?: readonly string[] | undefined;
};

/** Reviewed patterns, archetypes and diagnostics, and finished projects, by full text and by structure. */
export type KnowledgeBase = {
  /** Best first. `why` names the words that matched and the features that are shared. */
  query(
    text: string,
    kinds: readonly KnowledgeEntry['kind'][],
    limit: number,
    features?: readonly string[],
  ): Promise<(KnowledgeEntry & { why: string })[]>;
  add(entry: KnowledgeEntry): Promise<void>;
};

export type Clock = { now(): Date };

export type Ports = {
  projects: ProjectStore;
  reviews: ReviewStore;
  artifacts: ArtifactStore;
  actions: ActionLog;
  journal: EventJournal;
  publisher: EventPublisher;
  sourceControl: SourceControl;
  workItems: WorkItemTracker;
  pipelines: PipelineRunner;
  runtime: ServiceRuntime;
  sandbox: Sandbox;
  knowledge: KnowledgeBase;
  clock: Clock;
};
