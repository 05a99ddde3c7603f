import { reviewStoreContract } from '../../contract/review-store-contract.ts';
import { storesBacking } from './stores-backing.ts';

reviewStoreContract(
  'SQLite',
  storesBacking(({ reviews }) => reviews),
);
