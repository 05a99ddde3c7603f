import { eventJournalContract } from '../../contract/event-journal-contract.ts';
import { storesBacking } from './stores-backing.ts';

eventJournalContract(
  'SQLite',
  storesBacking(({ journal }) => journal),
);
