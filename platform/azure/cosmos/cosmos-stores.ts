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
} from '../../ports.ts';
import type { BlobContents } from '../blob/blob-contents.ts';
import { createActionLog } from './action-log.ts';
import { createArtifactStore } from './artifact-store.ts';
import { createBudgetStore } from './budget-store.ts';
import { createContents } from './content-store.ts';
import type { CosmosDatabase } from './cosmos-database.ts';
import type { ContainerName } from './containers.ts';
import { createEventJournal } from './event-journal.ts';
import { createKnowledgeBase, SHARED, type Embed } from './knowledge-base.ts';
import { createItems } from './items.ts';
import { createProjectStore } from './project-store.ts';
import { createReviewStore } from './review-store.ts';
import { createUndoLedger } from './undo-ledger.ts';

export type CosmosStores = {
  projects: ProjectStore;
  reviews: ReviewStore;
  budgets: BudgetStore;
  artifacts: ArtifactStore;
  actions: ActionLog;
  journal: EventJournal;
  undo: UndoLedger;
  knowledge: KnowledgeBase;
};

export type StoreOptions = {
  blobs: BlobContents;
  /** What everybody's knowledge is to hold at least. */
  seed: readonly KnowledgeEntry[];
  /** Absent: knowledge is found by its words alone. */
  embed?: Embed;
};

/** What a tenant's projects keep in Cosmos DB. The tenant's key is part of every operation, and of every document. */
export const createCosmosStores = (
  database: CosmosDatabase,
  tenant: string,
  { blobs, seed, embed }: StoreOptions,
): CosmosStores => {
  const items = (name: ContainerName) => createItems(database, name, tenant);
  return {
    projects: createProjectStore(items('projects'), tenant),
    reviews: createReviewStore(items('reviews'), tenant),
    budgets: createBudgetStore(items('budgets'), tenant),
    artifacts: createArtifactStore(
      items('artifacts'),
      createContents(items('contents'), tenant, blobs),
      tenant,
    ),
    actions: createActionLog(items('actions'), tenant),
    journal: createEventJournal(items('events'), tenant),
    undo: createUndoLedger(items('undo'), tenant),
    knowledge: createKnowledgeBase(
      { own: items('knowledge'), shared: createItems(database, 'knowledge', SHARED) },
      tenant,
      { seed, ...(embed ? { embed } : {}) },
    ),
  };
};
