import { readGiven } from './read-given.ts';
import { readExclusion } from './read-exclusions.ts';
import { readRepetition } from './read-repetitions.ts';
import { readLasting } from './read-lasting.ts';
import { readRating } from './read-ratings.ts';
import { readUnknownVerb } from './read-unknown-verbs.ts';
import { frequencyReaders } from './read-frequencies.ts';
import { readListedDoing } from './read-listed-doings.ts';
import { readMarking } from './read-marking.ts';
import { objectlessReaders } from './read-objectless.ts';
import { onceReaders } from './read-once.ts';
import { passiveDoingReaders } from './read-passive-doings.ts';
import { readRange } from './read-ranges.ts';
import { readRelatedState } from './read-related-states.ts';
import { blockReaders } from './read-blocks.ts';
import { gateReaders } from './read-gates.ts';
import { postingLimitReaders } from './read-posting-limits.ts';
import { requiredLaterReaders } from './read-required-later.ts';
import { reasonReaders } from './read-reasons.ts';
import { beginningReaders } from './read-beginnings.ts';
import { conditionalPermissionReaders } from './read-conditional-permissions.ts';
import { readSettingPermission } from './read-setting-permissions.ts';
import { barePermissionReaders } from './read-bare-permissions.ts';
import { ownerReaders } from './read-owners.ts';
import { permissionReaders } from './read-permissions.ts';
import { firstOf } from './clause-match.ts';
import { comparisonReaders } from './read-comparisons.ts';
import { readDoing, readPassivePosting } from './read-doings.ts';
import { formulaReaders } from './read-formula.ts';
import { ledgerReaders } from './read-ledger.ts';
import { capacityReaders } from './read-capacities.ts';
import { limitReaders } from './read-limits.ts';
import { readParts } from './read-parts.ts';
import { stateReaders } from './read-states.ts';
import { inTimeReaders } from './read-in-time.ts';
import { dueReaders } from './read-due.ts';
import { expiryReaders } from './read-expiry.ts';
import { windowReaders } from './read-windows.ts';
import { uniquenessReaders } from './read-uniqueness.ts';

/**
 * Reads a clause that says how things behave, by its structure alone. Answers where it ends; nothing where the clause says
 * something else or more than a rule understands, so that no word of it is lost.
 */
export const readBehaviour = firstOf([
  ...blockReaders,
  readRepetition,
  ...beginningReaders,
  ...reasonReaders,
  ...requiredLaterReaders,
  ...postingLimitReaders,
  ...conditionalPermissionReaders,
  readSettingPermission,
  ...ownerReaders,
  ...permissionReaders,
  ...barePermissionReaders,
  ...objectlessReaders,
  readRelatedState,
  readExclusion,
  ...ledgerReaders,
  readLasting,
  ...inTimeReaders,
  ...dueReaders,
  ...expiryReaders,
  ...gateReaders,
  ...windowReaders,
  ...frequencyReaders,
  ...onceReaders,
  ...capacityReaders,
  ...limitReaders,
  ...uniquenessReaders,
  readRating,
  readRange,
  ...comparisonReaders,
  readPassivePosting,
  readGiven,
  ...passiveDoingReaders,
  ...stateReaders,
  ...formulaReaders,
  readParts,
  readMarking,
  readListedDoing,
  readDoing,
  readUnknownVerb,
]);
