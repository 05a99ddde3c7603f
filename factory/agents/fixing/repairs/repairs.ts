import { addImport } from './add-import.ts';
import { awaitCall, makeAsync } from './await-call.ts';
import { importAsType, importAsValue } from './import-kinds.ts';
import { exportDeclaration, importByName, importFromDeclaring } from './module-names.ts';
import { correctModulePath } from './module-paths.ts';
import type { Repair } from './repair.ts';
import {
  addOverride,
  anyToUnknown,
  askForNaN,
  constToLet,
  enumToConst,
  removeStatement,
  runEveryTest,
} from './statements.ts';
import { removeSuppression, takeSuggestedName } from './suggested-name.ts';
import { removeDuplicate, removeProperty, removeUnusedDeclaration, removeUnusedImport } from './unused.ts';

/** All repairs, by the names under which the knowledge base knows them. */
export const repairs: Readonly<Record<string, Repair>> = {
  'add-import': addImport,
  'correct-module-path': correctModulePath,
  'import-from-declaring-module': importFromDeclaring,
  'export-declaration': exportDeclaration,
  'import-by-name': importByName,
  'import-as-type': importAsType,
  'import-as-value': importAsValue,
  'remove-unused-import': removeUnusedImport,
  'remove-unused-declaration': removeUnusedDeclaration,
  'remove-duplicate': removeDuplicate,
  'remove-property': removeProperty,
  'await-call': awaitCall,
  'make-async': makeAsync,
  'take-suggested-name': takeSuggestedName,
  'remove-suppression': removeSuppression,
  'remove-statement': removeStatement,
  'const-to-let': constToLet,
  'any-to-unknown': anyToUnknown,
  'add-override': addOverride,
  'run-every-test': runEveryTest,
  'enum-to-const': enumToConst,
  'ask-for-nan': askForNaN,
};
