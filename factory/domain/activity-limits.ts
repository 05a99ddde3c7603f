const MINUTE = 60_000;

/** Work that runs tools for long. */
const TOOLS: Readonly<Record<string, number>> = {
  verifyService: 30 * MINUTE,
  verifySolution: 30 * MINUTE,
  verifyDelivery: 15 * MINUTE,
  verifyPlatform: 15 * MINUTE,
  verifyExtensions: 15 * MINUTE,
  runPipeline: 30 * MINUTE,
  deployService: 15 * MINUTE,
  restoreRevision: 15 * MINUTE,
  followProcesses: 15 * MINUTE,
};

/** What keeps the books of a project: a few reads and writes, all but the undoing of an effect, which may start a revision again. */
const BOOKS: Readonly<Record<string, number>> = {
  recordTransition: 2 * MINUTE,
  openReview: 2 * MINUTE,
  readReview: 2 * MINUTE,
  noteReview: 2 * MINUTE,
  applyDecision: 2 * MINUTE,
  withdrawReviews: 2 * MINUTE,
  settleBudget: 2 * MINUTE,
  readStop: 2 * MINUTE,
  listUndo: 2 * MINUTE,
  undoEffect: 15 * MINUTE,
};

/** Agents may ask a model several times. */
const DEFAULT_LIMIT = 10 * MINUTE;

/** Longest time that an activity may take, in milliseconds; what takes longer is ended and tried again. */
export const activityLimitMs = (activity: string): number =>
  TOOLS[activity] ?? BOOKS[activity] ?? DEFAULT_LIMIT;

/** Whether an activity runs tools for long, so that its time is paid from the project's budget. */
export const isPaidInTime = (activity: string): boolean => activity in TOOLS;
