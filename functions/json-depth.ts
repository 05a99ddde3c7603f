/** Deepest nesting of what others send. What walks through a value takes a step down its own stack for each level. */
export const MAX_JSON_DEPTH = 64;

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether a value nests deeper than so many levels; looks no deeper itself. */
export const isDeeperThan = (value: unknown, levels: number): boolean =>
  isBranch(value) && (levels === 0 || Object.values(value).some((item) => isDeeperThan(item, levels - 1)));

/** A value without what lies deeper than so many levels. */
export const pruned = (value: unknown, levels: number): unknown => {
  if (!isBranch(value)) return value;
  if (levels === 0) return '…';
  return Array.isArray(value)
    ? value.map((item) => pruned(item, levels - 1))
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pruned(item, levels - 1)]));
};
