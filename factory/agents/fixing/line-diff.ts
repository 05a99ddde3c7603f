import type { GeneratedFile } from '../../domain/artifact.ts';

/** Most characters of a diff that an action record keeps. */
const MAX_DIFF = 2_000;

const linesOf = (content: string | undefined): string[] => (content === undefined ? [] : content.split('\n'));

/** Lines that one text has and the other has not, each as often as it is more. */
const without = (lines: readonly string[], others: readonly string[]): string[] => {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const left = counts.get(line) ?? 0;
    if (left > 0) counts.set(line, left - 1);
    return left === 0;
  });
};

const contentIn = (files: readonly GeneratedFile[], path: string): string | undefined =>
  files.find((file) => file.path === path)?.content;

/** What changed between two states of files, as removed and added lines per file, shortened; for people. */
export const lineDiff = (before: readonly GeneratedFile[], after: readonly GeneratedFile[]): string => {
  const paths = [...new Set([...before, ...after].map(({ path }) => path))].toSorted();
  const parts = paths.flatMap((path) => {
    const [old, now] = [linesOf(contentIn(before, path)), linesOf(contentIn(after, path))];
    const changes = [
      ...without(old, now).map((line) => `- ${line.trim()}`),
      ...without(now, old).map((line) => `+ ${line.trim()}`),
    ];
    return changes.length === 0 ? [] : [`${path}:`, ...changes];
  });
  return parts.join('\n').slice(0, MAX_DIFF);
};
