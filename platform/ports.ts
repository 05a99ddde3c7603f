import type { AgentAction } from '../factory/domain/agent-action.ts';
import type { Artifact, DiscardedArtifact, GeneratedFile } from '../factory/domain/artifact.ts';
import type { Service } from '../factory/domain/blueprint.ts';
import type { Budget, Exceeded, Spend } from '../factory/domain/budget.ts';
import type { ModelProvider } from '../factory/domain/model.ts';
import type { DeadLetter } from '../factory/domain/dead-letter.ts';
import type { ExtensionCheck } from '../factory/domain/extension-check.ts';
import type { Hop } from '../factory/domain/process-report.ts';
import type { ProductPlan } from '../factory/domain/product-plan.ts';
import type { ProjectDefinition } from '../factory/domain/project-definition.ts';
import type { Project } from '../factory/domain/project.ts';
import type {
  CommitStep,
  PullRequestDraft,
  PullRequestState,
  PullRequestStatus,
  PullRequestThread,
  RepositoryTree,
  ThreadDraft,
  ThreadStatus,
} from '../factory/domain/pull-request.ts';
import type { CheckResult, Finding, QualityReport } from '../factory/domain/quality-report.ts';
import type { RejectedMessage } from '../factory/domain/rejected-message.ts';
import type { ReplyMessage } from '../factory/domain/reply-message.ts';
import type { Review } from '../factory/domain/review.ts';
import type { Subscription } from '../factory/domain/solution.ts';
import type { Stage } from '../factory/domain/stage.ts';
import type { TransitionEvent } from '../factory/domain/transition-event.ts';
import type { UndoEntry, UndoPlan, UndoState } from '../factory/domain/undo.ts';
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

/**
 * What projects may spend and have spent. Reservations are made one after another, whoever makes them: no two of them
 * together pass a limit.
 */
export type BudgetStore = {
  /** Opens the account of a project; one that is open keeps its limits. */
  open(projectId: string, limits: Required<Spend>): Promise<Budget>;
  read(projectId: string): Promise<Budget | undefined>;
  /**
   * Sets the worst case aside, or says what it would exceed and sets nothing aside. The same key again changes nothing and
   * answers `fresh: false`. Kind `critical` where no account is open.
   */
  reserve(
    projectId: string,
    key: string,
    worst: Spend,
  ): Promise<{ ok: true; fresh: boolean } | { ok: false; exceeded: Exceeded[] }>;
  /** Puts what was spent in place of the worst case; the first settlement of a key stays. Kind `critical` for an unknown key. */
  settle(projectId: string, key: string, actual: Spend): Promise<void>;
  /** Lifts limits to those given, lowers none. */
  raise(projectId: string, to: Spend): Promise<Budget>;
};

/**
 * Artifacts of a project: content by sha-256, a manifest of paths. Writing the same path again replaces its entry; what an
 * earlier stage wrote there comes back when the stage that replaced it is discarded.
 */
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
  /**
   * Deletes what a stage wrote, but for the paths to keep, and keeps hash and reason of each. Idempotent: what is gone is not
   * discarded again. Answers how many went.
   */
  discard(projectId: string, stage: Stage, reason: string, keep?: readonly string[]): Promise<number>;
  /** What was discarded, in that order. */
  discarded(projectId: string): Promise<DiscardedArtifact[]>;
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

/** What the factory says to the systems that send it messages, and of what they sent. A repeat is dropped by the broker. */
export type Replies = {
  /** To the queue of a registered sender. */
  send(entity: string, reply: ReplyMessage): Promise<void>;
  /** Keeps a message that can never work on queue `factory-rejected`. `id`: the same for the same message. */
  reject(id: string, rejected: RejectedMessage): Promise<void>;
};

/** A proposed commit. `completed`: it reached `main`. */
export type PullRequest = {
  id: number;
  status: 'active' | 'abandoned' | 'completed';
  sourceBranch: string;
  commit: string;
};

/** What a commit, or the one of a pull request, holds and says. `key` makes it idempotent. */
export type CommitRequest = {
  key: string;
  message: string;
  files: readonly GeneratedFile[];
  workItemIds: readonly number[];
};

/** Git repositories of the customer's project, by full name: `<organization>/<project>/<name>`, as in Azure DevOps. */
export type SourceControl = {
  /**
   * Creates the repository for a project, or finds the one it made before. A name that another project owns is never
   * touched: the next free `<name>-2`, `-3`, … is taken. Answers the full name and its clone URL or path. A repository that
   * is made keeps the marker under which it was; one that was there before does not get it.
   */
  ensureRepository(
    projectId: string,
    name: string,
    marker?: string,
  ): Promise<{ name: string; cloneUrl: string }>;
  /**
   * Removes what `ensureRepository` made with the same three; any other is left alone. Idempotent. One that holds a branch is
   * kept: kind `invalid-configuration`. Answers the full name of what it removed.
   */
  removeRepository(projectId: string, name: string, marker: string): Promise<string | undefined>;
  /**
   * Makes branch `main` hold exactly `files`, as one commit on top of what is there. Idempotent under `key`: the same key
   * again finds the commit by its trailer `Factory-Key: <key>` and writes nothing. Refuses unsafe paths (kind `critical`).
   */
  commit(repository: string, input: CommitRequest): Promise<{ commit: string; tree: string }>;
  head(repository: string): Promise<{ commit: string; tree: string } | undefined>;
  /**
   * Moves `main` back to before the commit of a key. Idempotent: where there is no such commit, or no repository, nothing is
   * to be done; neither where the commit was there at `before`. One that others stand on is kept: `invalid-configuration`.
   * Answers whether it moved.
   */
  resetBranch(repository: string, key: string, before?: string): Promise<boolean>;
  /**
   * Proposes a commit on top of `main` in a branch of its own. Idempotent under `key`: the pull request that is there is
   * answered, unless it was abandoned. Refuses what `commit` refuses.
   */
  openPullRequest(repository: string, input: CommitRequest): Promise<PullRequest>;
  /** The newest of a key. */
  pullRequest(repository: string, key: string): Promise<PullRequest | undefined>;
  /**
   * Sets it to abandoned and removes its branch. Idempotent; one that is completed, or whose branch somebody committed to, is
   * kept: kind `invalid-configuration`. Answers whether there was an active one.
   */
  abandonPullRequest(repository: string, key: string): Promise<boolean>;
  /** Full names of the repositories of `<organization>/<project>`, sorted; a name that the factory cannot use is among them. */
  repositories(project: string): Promise<string[]>;
  /**
   * What a repository holds at a branch, a reference (`refs/…`) or a commit; `undefined` where there is no such. Refuses what
   * is larger than the factory reads: kind `invalid-configuration`.
   */
  readTree(repository: string, at: string): Promise<RepositoryTree | undefined>;
  /** References below a prefix (`refs/tags/factory/`), sorted by name. */
  references(repository: string, prefix: string): Promise<{ name: string; commit: string }[]>;
  /**
   * Moves a reference of the factory's own (below `refs/tags/factory/`) from a commit to another; `undefined` makes or removes
   * it. False where it is elsewhere than `from`, and not at `to` already.
   */
  moveReference(
    repository: string,
    move: { name: string; from: string | undefined; to: string | undefined },
  ): Promise<boolean>;
};

/**
 * Changes that people look at before they reach a branch. Throws `invalid-configuration` for a repository, pull request,
 * thread or reviewer that does not exist, and for what the state of a pull request does not allow.
 */
export type PullRequests = {
  /**
   * Opens a pull request. Idempotent under its key: what is there is answered, unless it was abandoned; what a try left that
   * ended is gone on with. Refuses unsafe paths (kind `critical`).
   */
  open(repository: string, draft: PullRequestDraft): Promise<PullRequestState>;
  /** Puts commits on the branch of an active one. Idempotent under `key`. */
  addCommits(
    repository: string,
    id: number,
    more: { key: string; steps: readonly CommitStep[] },
  ): Promise<PullRequestState>;
  get(repository: string, id: number): Promise<PullRequestState | undefined>;
  /** The newest of a key. */
  find(repository: string, key: string): Promise<PullRequestState | undefined>;
  /** What people and the factory wrote, oldest thread first; notes of the service itself are left out. */
  threads(repository: string, id: number): Promise<PullRequestThread[]>;
  openThread(repository: string, id: number, draft: ThreadDraft): Promise<PullRequestThread>;
  /** Answers in a thread. Idempotent under `key`. */
  reply(
    repository: string,
    id: number,
    answer: { thread: number; key: string; markdown: string },
  ): Promise<PullRequestThread>;
  setThreadStatus(repository: string, id: number, thread: number, status: ThreadStatus): Promise<void>;
  /** Says what a check found. What the context says already is not said again. */
  postStatus(repository: string, id: number, status: PullRequestStatus): Promise<void>;
  /** The newest of each context, by context. */
  statuses(repository: string, id: number): Promise<PullRequestStatus[]>;
  /** Names of the policies that keep it from being completed; empty where none does. */
  blockers(repository: string, id: number): Promise<string[]>;
  /**
   * Merges it, when its branch is still at `commit` and no policy blocks it: none is ever bypassed. Idempotent. `transient`
   * while the service is about it.
   */
  complete(repository: string, id: number, commit: string): Promise<PullRequestState>;
  /** Idempotent; its branch goes. One that is completed is kept. Answers whether it was active. */
  abandon(repository: string, id: number): Promise<boolean>;
  /** Makes an abandoned one active again, its branch where it was. Idempotent. */
  reopen(repository: string, id: number): Promise<PullRequestState>;
};

/** Epics, features, stories and tasks. */
export type WorkItemTracker = {
  /** Creates what is missing and updates what differs, by key; parents before children. Answers numbers by key. */
  ensureAll(projectId: string, drafts: readonly WorkItemDraft[]): Promise<Record<string, number>>;
  linkCommit(projectId: string, keys: readonly string[], repository: string, commit: string): Promise<void>;
  /** Links work items with the pull request that is about them. Idempotent. */
  linkPullRequest(
    projectId: string,
    keys: readonly string[],
    repository: string,
    pullRequest: number,
  ): Promise<void>;
  setState(projectId: string, keys: readonly string[], state: WorkItemState): Promise<void>;
  list(projectId: string): Promise<WorkItem[]>;
  /** Idempotent: unknown keys are gone already. Items that others hang below are kept: kind `invalid-configuration`. */
  remove(projectId: string, keys: readonly string[]): Promise<void>;
};

/** A page of documentation: its path below the project's own page (empty: that page itself), and Markdown. */
export type WikiPage = { path: string; content: string };

/** Where people of the customer read about a project: the wiki of the Azure DevOps project. */
export type ProjectWiki = {
  /** Makes these the pages of a project; pages that it has beside them stay. Idempotent. Answers the path of the project's page. */
  publish(projectId: string, pages: readonly WikiPage[]): Promise<string>;
  /** Removes the project's page and all below it. Idempotent. */
  remove(projectId: string): Promise<void>;
};

/** What a platform can say of a definition before work begins. */
export type Preflight = {
  /** All that is wrong with where the definition points, one line each that says what to do; empty where nothing is. */
  problems(definition: ProjectDefinition): Promise<string[]>;
};

/** Messages that nobody could work on, over all queues and subscriptions. */
export type DeadLetters = {
  /** Oldest first. */
  list(): Promise<DeadLetter[]>;
  /** Gives it to its receiver as if it had just come; false when it is not there. */
  resubmit(id: string): Promise<boolean>;
  /** Drops it for good; false when it is not there. */
  discard(id: string): Promise<boolean>;
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
  /** Where it ran, as people say it: "in Azure Pipelines". Absent: on this machine. */
  place?: string;
};

/** Runs the pipeline that a repository carries, on a commit, in a clean checkout. */
export type PipelineRunner = {
  /**
   * Idempotent under `key`, which begins with the project's id: a finished run is answered again, an interrupted one starts
   * over. Where a run goes on at a service, what asks gives up with `transient` after a while and finds it again.
   */
  run(input: { key: string; repository: string; commit: string; pipelinePath: string }): Promise<PipelineRun>;
  /** Removes the run of a key with its logs, when it has ended, and what only it needed. Idempotent. */
  remove(key: string): Promise<void>;
};

export type RunningService = { name: string; commit: string; endpoint: string; running: boolean };

/** Why nothing was started: where the factory runs, nothing of it hosts services. */
export type NotDeployed = { notRun: string };

/** Where committed revisions run. */
export type ServiceRuntime = {
  /**
   * Starts a commit of a repository and waits until `/health/ready` answers 200; replaces an older revision of it. A platform
   * that hosts no services says so and starts nothing.
   */
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
  }): Promise<RunningService | NotDeployed>;
  status(projectId: string, service: string): Promise<RunningService | undefined>;
  /**
   * All that is deployed of a project. A service that ended with what hosted it is started again first, and may be elsewhere
   * then; one that ended by itself, or was stopped, is not.
   */
  ensureRunning(projectId: string): Promise<RunningService[]>;
  stop(projectId: string, service: string): Promise<void>;
  /**
   * Takes back the deployment of a commit: the revision before it runs again and is ready (or stays stopped, where it was
   * stopped), or nothing is deployed where there was none; log and data stay. Idempotent: where another commit is
   * deployed there is nothing to take back, only that it runs is made sure. Answers what is deployed now.
   */
  restore(projectId: string, service: string, commit: string): Promise<RunningService | undefined>;
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

/** Where generated code is installed, compiled, tested and started: what a verifier that runs here stands on. */
export type Sandbox = {
  /** Whether what runs in it is kept from the user's files and the network. Absent: it is. */
  isConfined?(): Promise<boolean>;
  /** Writes the files and installs what their lockfile names, from the per-lockfile cache when it is there. */
  open(
    key: string,
    files: readonly GeneratedFile[],
  ): Promise<{ session: SandboxSession; install: { cached: boolean; durationMs: number; packages: number } }>;
};

/** What is verified, for whom. `subject`: a service's name, `platform` or `extensions`. `attempt` counts the tries. */
export type Verification = { projectId: string; subject: string; attempt: number };

/** A repository's name and its files. */
export type RepositoryFiles = { name: string; files: readonly GeneratedFile[] };

/**
 * Verifies what was generated: each method is a whole job of plain data, done here or far away. Kinds thrown: `transient`
 * (not finished yet, no room, connection lost: the same call again finds the job that goes on), `critical` (what is verified
 * interfered with its verification).
 */
export type Verifier = {
  /** Whether what is verified is kept from files and network of others meanwhile. Absent: it is. */
  isConfined?(): Promise<boolean>;
  /** Installs, compiles, lints, tests, starts and calls a service. */
  verifyService(
    verification: Verification,
    given: { files: readonly GeneratedFile[]; service: Service; plan: ProductPlan },
  ): Promise<QualityReport>;
  /** Holds the delivery files of a service's repository against their schemas and tools. */
  verifyDelivery(verification: Verification, files: readonly GeneratedFile[]): Promise<CheckResult[]>;
  /** Holds the repository that services share against schemas and tools, and against theirs. */
  verifyPlatform(
    verification: Verification,
    given: { files: readonly GeneratedFile[]; services: readonly RepositoryFiles[] },
  ): Promise<CheckResult[]>;
  /** Installs, compiles, lints and tests the packages of the building blocks. */
  verifyExtensions(verification: Verification, files: readonly GeneratedFile[]): Promise<ExtensionCheck[]>;
  /** What the template compiler finds; nothing where there is no compiler. */
  inspectTemplates(verification: Verification, files: readonly GeneratedFile[]): Promise<Finding[]>;
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
  /** Idempotent. */
  remove(id: string): Promise<void>;
};

/** Effects of projects, each with what takes it back. */
export type UndoLedger = {
  /**
   * Registers an effect before it happens. The marker again answers the entry that stands, as it was first planned; after it
   * was undone, a new one at the end.
   */
  plan(effect: UndoPlan): Promise<UndoEntry>;
  /** Writes what became of the last entry of a marker; a marker that the project lacks fails with kind `critical`. */
  settle(projectId: string, marker: string, state: UndoState, reason?: string): Promise<void>;
  /** In the order of registration. */
  list(projectId: string): Promise<UndoEntry[]>;
  /** How many other projects have an effect under a marker that was not undone. */
  sharers(projectId: string, marker: string): Promise<number>;
};

/** Ends what a piece of work started (processes, sessions, pipeline runs) while it goes on. */
export type Interruption = {
  begin(): {
    run<T>(work: () => Promise<T>): Promise<T>;
    /** Ends it; nothing more can be started by that work. Returns when it has ended. */
    interrupt(): Promise<void>;
  };
};

export type { ModelProvider } from '../factory/domain/model.ts';

export type Clock = { now(): Date };

export type Ports = {
  projects: ProjectStore;
  reviews: ReviewStore;
  budgets: BudgetStore;
  artifacts: ArtifactStore;
  actions: ActionLog;
  journal: EventJournal;
  publisher: EventPublisher;
  replies: Replies;
  deadLetters: DeadLetters;
  sourceControl: SourceControl;
  pullRequests: PullRequests;
  workItems: WorkItemTracker;
  /** Absent: documentation is an artifact, and part of the repositories, only. */
  documentation?: ProjectWiki;
  /** Absent: the platform has nothing to look at before work begins. */
  preflight?: Preflight;
  pipelines: PipelineRunner;
  runtime: ServiceRuntime;
  verifier: Verifier;
  knowledge: KnowledgeBase;
  /** Absent: the agents' rules answer. */
  model?: ModelProvider;
  interruption: Interruption;
  undo: UndoLedger;
  clock: Clock;
};
