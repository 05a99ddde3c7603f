import { createHash } from 'node:crypto';

/** Most characters of a summary of changes; it goes into the audit trail. */
export const MAX_DIFF = 2_000;

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

/** JSON with sorted keys, a line per value: equal for equal answers. */
export const canonical = (answer: unknown): string => JSON.stringify(sorted(answer), null, 1) ?? 'null';

export const answerHash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Lines of `text` that `other` does not have as often. */
const linesBeyond = (text: string, other: string): number => {
  const counts = new Map<string, number>();
  for (const line of other.split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1);
  return text.split('\n').filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  }).length;
};

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Paths below which two values differ, in code-unit order of the keys. */
const changedPaths = (before: unknown, after: unknown, path: string): string[] => {
  if (!isNested(before) || !isNested(after) || Array.isArray(before) !== Array.isArray(after))
    return Object.is(before, after) ? [] : [path || 'the whole'];
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...now.keys()])]
    .toSorted()
    .flatMap((key) => changedPaths(old.get(key), now.get(key), path === '' ? key : `${path}.${key}`));
};

/**
 * How an answer differs from the one before, both in canonical form: lines added and removed, and where. Paths only, never
 * values: what an answer says stays in the artifact store.
 */
export const answerDiff = (before: string, after: string): string => {
  const paths = changedPaths(JSON.parse(before), JSON.parse(after), '');
  const lines = `${linesBeyond(after, before)} lines added, ${linesBeyond(before, after)} removed`;
  const summary = `${lines}; ${paths.length} places changed: ${paths.join(', ')}`;
  return summary.length <= MAX_DIFF ? summary : `${summary.slice(0, MAX_DIFF - 2)} …`;
};
