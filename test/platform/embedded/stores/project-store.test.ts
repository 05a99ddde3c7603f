import { projectStoreContract } from '../../contract/project-store-contract.ts';
import { storesBacking } from './stores-backing.ts';

projectStoreContract(
  'SQLite',
  storesBacking(({ projects }) => projects),
);
