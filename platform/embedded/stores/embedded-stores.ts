import { join } from 'node:path';

import type {
  ActionLog,
  ArtifactStore,
  BudgetStore,
  EventJournal,
  KnowledgeBase,
  KnowledgeEntry,
  ProjectStore,
  ReviewStore,
  UndoLedger,
  WorkItemTracker,
} from '../../ports.ts';
import { createWorkItemTracker } from '../azure-devops/work-items/work-item-tracker.ts';
import { createActionLog } from './action-log.ts';
import { createArtifactStore } from './artifact-store.ts';
import { createBudgetStore } from './budget-store.ts';
import { openDatabase, type Database } from './database.ts';
import { createEventJournal } from './event-journal.ts';
import { createKnowledgeBase, putKnowledge } from './knowledge-base.ts';
import { createProjectStore } from './project-store.ts';
import { createReviewStore } from './review-store.ts';
import { createUndoLedger } from './undo-ledger.ts';

export type EmbeddedStores = {
  projects: ProjectStore;
  reviews: ReviewStore;
  budgets: BudgetStore;
  artifacts: ArtifactStore;
  actions: ActionLog;
  journal: EventJournal;
  knowledge: KnowledgeBase;
  workItems: WorkItemTracker;
  undo: UndoLedger;
  close(): void;
};

/**
 * The stores of a workspace, in `<directory>/store.db`. The file is made and `seed` written (by id, again when an entry
 * changed) at the first use. Several processes may open the same workspace.
 */
export const createEmbeddedStores = (options: {
  /** Absolute path of the workspace. */
  directory: string;
  seed?: readonly KnowledgeEntry[];
  /** How long a call waits for another process's transaction before it fails as transient. Milliseconds. */
  busyTimeoutMs?: number;
}): EmbeddedStores => {
  const seed = (opened: Database): void => {
    for (const entry of options.seed ?? []) putKnowledge(opened, entry);
  };
  const database = openDatabase(join(options.directory, 'store.db'), seed, options.busyTimeoutMs);
  return {
    projects: createProjectStore(database),
    reviews: createReviewStore(database),
    budgets: createBudgetStore(database),
    artifacts: createArtifactStore(database),
    actions: createActionLog(database),
    journal: createEventJournal(database),
    knowledge: createKnowledgeBase(database),
    workItems: createWorkItemTracker(database),
    undo: createUndoLedger(database),
    close: database.close,
  };
};
