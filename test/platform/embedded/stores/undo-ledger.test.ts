import { undoLedgerContract } from '../../contract/undo-ledger-contract.ts';
import { storesBacking } from './stores-backing.ts';

undoLedgerContract(
  'SQLite',
  storesBacking(({ undo }) => undo),
);
