import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ORCHESTRATION_VERSION } from '../../../factory/domain/orchestration-version.ts';
import type { HistoryEvent } from '../../../platform/embedded/host/durable/history-event.ts';

/** The history of an orchestration instance that an orchestrator of a version must replay as long as the version stands. */
export type GoldenHistory = {
  orchestrator: string;
  instanceId: string;
  parentId: string | null;
  /** JSON text. */
  input: string;
  history: HistoryEvent[];
};

const folder = join(import.meta.dirname, ORCHESTRATION_VERSION);

/** The golden histories of the current version, by file name. */
export const goldenHistories = (): [string, GoldenHistory][] => {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as GoldenHistory]);
};

const withoutTimes = (golden: GoldenHistory): string =>
  JSON.stringify(golden, (key, value: unknown) => (key === 'Timestamp' ? undefined : value));

/**
 * Writes a case's histories, as `<orchestrator>-<case>[-<n>].json`, in the place of those of before; answers the names of the
 * files. One that differs from another file's in nothing but times adds nothing and is left out.
 */
export const writeGolden = (label: string, histories: readonly GoldenHistory[]): string[] => {
  const ofCase = new RegExp(`-${label}(?:-\\d+)?\\.json$`);
  const others = goldenHistories().filter(([name]) => !ofCase.test(name));
  for (const [name] of goldenHistories()) if (ofCase.test(name)) rmSync(join(folder, name));
  const seen = new Set(others.map(([, golden]) => withoutTimes(golden)));
  const numbers = new Map<string, number>();
  return histories.flatMap((golden) => {
    const content = withoutTimes(golden);
    if (seen.has(content)) return [];
    seen.add(content);
    const number = (numbers.get(golden.orchestrator) ?? 0) + 1;
    numbers.set(golden.orchestrator, number);
    const name = `${golden.orchestrator}-${label}${number === 1 ? '' : `-${number}`}.json`;
    writeFileSync(join(folder, name), `${JSON.stringify(golden, undefined, 1)}\n`);
    return [name];
  });
};
