import { actionLogContract } from '../../contract/action-log-contract.ts';
import { artifactStoreContract } from '../../contract/artifact-store-contract.ts';
import { budgetStoreContract } from '../../contract/budget-store-contract.ts';
import { eventJournalContract } from '../../contract/event-journal-contract.ts';
import { knowledgeBaseContract } from '../../contract/knowledge-base-contract.ts';
import { projectStoreContract } from '../../contract/project-store-contract.ts';
import { reviewStoreContract } from '../../contract/review-store-contract.ts';
import { undoLedgerContract } from '../../contract/undo-ledger-contract.ts';
import { cosmosBacking } from './cosmos-backing.ts';

const NAME = 'Cosmos DB';

projectStoreContract(
  NAME,
  cosmosBacking(({ projects }) => projects),
);
reviewStoreContract(
  NAME,
  cosmosBacking(({ reviews }) => reviews),
);
budgetStoreContract(
  NAME,
  cosmosBacking(({ budgets }) => budgets),
);
undoLedgerContract(
  NAME,
  cosmosBacking(({ undo }) => undo),
);
actionLogContract(
  NAME,
  cosmosBacking(({ actions }) => actions),
);
eventJournalContract(
  NAME,
  cosmosBacking(({ journal }) => journal),
);
artifactStoreContract(
  NAME,
  cosmosBacking(({ artifacts }) => artifacts),
);
knowledgeBaseContract(
  NAME,
  cosmosBacking(({ knowledge }) => knowledge),
);
