import { budgetStoreContract } from '../../contract/budget-store-contract.ts';
import { storesBacking } from './stores-backing.ts';

budgetStoreContract(
  'SQLite',
  storesBacking(({ budgets }) => budgets),
);
