/**
 * Which instances an app runs, as host.json's `extensions.durableTask` says: `None` all, `Strict` those of its own version,
 * `CurrentOrOlder` also those of earlier ones. What does not match is left as it is (`versionFailureStrategy: Reject`).
 */
export type Versioning = { version: string; match: (typeof strategies)[number] };

const strategies = ['None', 'Strict', 'CurrentOrOlder'] as const;

type VersionSettings = {
  defaultVersion?: string;
  versionMatchStrategy?: string;
  versionFailureStrategy?: string;
};

/** Throws for what this host would otherwise silently leave out. */
export const versioningOf = (settings: VersionSettings): Versioning => {
  const { defaultVersion = '', versionMatchStrategy: wanted = 'None' } = settings;
  const match = strategies.find((strategy) => strategy.toLowerCase() === wanted.toLowerCase());
  if (!match)
    throw new Error(
      `versionMatchStrategy in host.json is '${wanted}': it is one of ${strategies.join(', ')}.`,
    );
  const onFailure = settings.versionFailureStrategy ?? 'Reject';
  if (onFailure !== 'Reject')
    throw new Error(
      `versionFailureStrategy in host.json is '${onFailure}': the embedded host knows Reject only.`,
    );
  return { version: defaultVersion, match };
};

const numbersOf = (version: string): number[] => version.split('.').map((part) => Number(part) || 0);

/** Whether `a` comes after `b`, number by number; without a version is before all others. */
const isNewer = (a: string, b: string): boolean => {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
};

/** Why an app does not run an instance that was started with a version; `undefined` when it does. */
export const versionProblem = (started: string, { version, match }: Versioning): string | undefined => {
  const isRun =
    match === 'None' || started === version || (match === 'CurrentOrOlder' && !isNewer(started, version));
  if (isRun) return undefined;
  const its = started === '' ? 'before orchestrations had versions' : `with orchestration version ${started}`;
  return `it was started ${its}, this app has version ${version || 'none'}. It is left as it is and goes on with an app of its version.`;
};
