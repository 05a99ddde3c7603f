import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { RunResult } from '../../factory/domain/run-result.ts';
import { TEXTS } from './understanding/texts.ts';

/**
 * Runs the factory on many texts and prints, text by text, how many requirements it found, served (each by a passing
 * acceptance test) and left unrealised, how many services it made, and how long it took.
 *
 *   npm run bench:understanding                 all texts
 *   npm run bench:understanding -- 4 12 17      only these, by number
 *   npm run bench:understanding -- --reasons    with what is unrealised, and why
 */
const root = resolve(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'factory-understanding-'));
const chosen = process.argv
  .slice(2)
  .filter((argument) => /^\d+$/.test(argument))
  .map(Number);
const withReasons = process.argv.includes('--reasons');

type Row = { result?: RunResult; seconds: number; problem?: string };

const run = (text: string): Row => {
  const started = performance.now();
  const workspace = mkdtempSync(join(scratch, 'run-'));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'cli/factory.ts'), 'run', text, '--json', '--workspace', workspace],
    { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  rmSync(workspace, { recursive: true, force: true });
  const seconds = (performance.now() - started) / 1_000;
  try {
    return { result: JSON.parse(stdout) as RunResult, seconds };
  } catch {
    return { seconds, problem: stderr.trim().split('\n')[0] ?? 'no answer' };
  }
};

const cell = (value: string | number, width: number) => String(value).padStart(width);
const shown = (text: string) => text.replace(/\s+/g, ' ').slice(0, 46).padEnd(46);

const line = (index: number, text: string, { result, seconds, problem }: Row): string => {
  const start = `${cell(index + 1, 3)} ${shown(text)}`;
  if (!result) return `${start} refused: ${problem ?? ''}`.slice(0, 140);
  const { total, served, unrealised } = result.requirements;
  return `${start}${cell(total, 6)}${cell(served, 8)}${cell(unrealised.length, 12)}${cell(result.services.length, 10)}${cell(seconds.toFixed(1), 9)}  ${result.status}`;
};

const sum = (rows: readonly Row[], of: (result: RunResult) => number): number =>
  rows.reduce((total, { result }) => total + (result ? of(result) : 0), 0);

console.log(
  `${'  # text'.padEnd(50)}${cell('reqs', 6)}${cell('served', 8)}${cell('unrealised', 12)}${cell('services', 10)}${cell('seconds', 9)}`,
);
const rows: Row[] = [];
for (const [index, text] of TEXTS.entries()) {
  if (chosen.length > 0 && !chosen.includes(index + 1)) continue;
  const row = run(text);
  rows.push(row);
  console.log(line(index, text, row));
  if (row.result?.failure) console.log(`      ${row.result.failure.message.slice(0, 300)}`);
  if (withReasons) {
    for (const each of row.result?.requirements.unrealised ?? []) {
      console.log(`      ${each.id} ${each.text}: ${each.reason}`.slice(0, 200));
    }
  }
}
const total = sum(rows, ({ requirements }) => requirements.total);
const served = sum(rows, ({ requirements }) => requirements.served);
const completed = rows.filter(({ result }) => result?.status === 'completed').length;
console.log(
  `\n${completed} of ${rows.length} texts completed; ${served} of ${total} requirements served (${((100 * served) / Math.max(1, total)).toFixed(0)} %), ` +
    `${sum(rows, ({ requirements }) => requirements.unrealised.length)} said to be unrealised; ${sum(rows, ({ services }) => services.length)} services in ` +
    `${rows.reduce((all, { seconds }) => all + seconds, 0).toFixed(0)} s`,
);
rmSync(scratch, { recursive: true, force: true });
