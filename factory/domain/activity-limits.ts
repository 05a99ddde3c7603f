const MINUTE = 60_000;

/** Longest time that an activity may take, in milliseconds; what takes longer is ended and tried again. */
const LIMITS: Readonly<Record<string, number>> = {
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

/** Agents may ask a model several times. */
const DEFAULT_LIMIT = 10 * MINUTE;

export const activityLimitMs = (activity: string): number => LIMITS[activity] ?? DEFAULT_LIMIT;

/** Whether an activity runs tools for long, so that its time is paid from the project's budget. */
export const isPaidInTime = (activity: string): boolean => activity in LIMITS;
