import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ChaosOptions, Outcome, Part, Violation } from '../lib/part.ts';
import { RECORDING } from '../replay/recording.ts';
import { forgetfulPort, record, replaying, runCase, undisturbed, type Judged } from './cases.ts';
import { checkOracles } from './check-oracles.ts';
import { notCalled, planPorts, type PortCase } from './plan.ts';
import { startWorker, type Worker } from './workers.ts';

/** Processes that run cases side by side. */
const WORKERS = 2;

const runAll = async (
  cases: readonly PortCase[],
  workers: readonly Worker[],
  options: ChaosOptions,
  one: (worker: Worker, planned: PortCase) => Promise<void>,
): Promise<PortCase[]> => {
  const left = [...cases];
  const work = async (worker: Worker): Promise<void> => {
    while (options.timeLeft() > 0) {
      const next = left.shift();
      if (!next) return;
      await one(worker, next);
    }
  };
  await Promise.all(workers.map(work));
  return left;
};

const attempt = async (
  scratch: string,
  options: ChaosOptions,
  print: (line: string) => void,
): Promise<Outcome> => {
  const recording = process.env[RECORDING] ?? join(scratch, 'recording');
  await record(scratch, recording);
  print(
    'verification of code and packages, pipeline run and smoke test are replayed from a recording; sandbox and runtime are stand-ins',
  );
  const workers = Array.from({ length: WORKERS }, () => startWorker(replaying(recording)));
  try {
    const [first, second] = workers as [Worker, Worker];
    const [run, cancelled] = await Promise.all([
      undisturbed(first, scratch, 'run'),
      undisturbed(second, scratch, 'cancelled'),
    ]);
    const references = { run, cancelled };
    const { shown, blind } = checkOracles(run, cancelled);
    blind.push(...(await forgetfulPort(first, scratch, references)));
    print(shown);
    const uncalled = notCalled(run.methods, run.calls, cancelled.calls);
    print(`not called: ${uncalled.join(', ') || 'none'}`);
    const violations: Violation[] = blind.map((what) => ({ what, repeat: '--only ports --plant' }));
    if (options.plant) return { figures: shown, violations, notRun: 'cases (only plants were asked for)' };
    const all = planPorts(options.seed, run.calls, cancelled.calls);
    const cases = options.named === undefined ? all : all.filter(({ name }) => name === options.named);
    if (cases.length === 0) throw new Error(`There is no case ${options.named ?? ''}.`);
    const fates: Judged['fate'][] = [];
    const left = await runAll(cases, workers, options, async (worker, planned) => {
      const { fate, lines } = await runCase(worker, scratch, planned, references);
      fates.push(fate);
      print(`${planned.name}: ${fate}, ${lines.length} violated`);
      lines.forEach((line) => print(`  violated: ${line}`));
      const repeat = `--only ports --case ${planned.name}`;
      violations.push(...lines.map((line) => ({ what: `${planned.name}: ${line}`, repeat })));
    });
    const count = (fate: Judged['fate']): number => fates.filter((one) => one === fate).length;
    const methods = new Set(all.map(({ target }) => target));
    const ports = new Set([...methods].map((target) => target.split('.')[0]));
    return {
      figures:
        `${ports.size} ports, ${methods.size} methods, ${fates.length} of ${cases.length} cases: ${count('went on')} completed as undisturbed, ` +
        `${count('asked')} asked and undone, ${count('said')} said and completed once healed, ${uncalled.length} methods not called, ${shown}`,
      violations,
      ...(left.length > 0 ? { notRun: `${left.length} cases (no time left)` } : {}),
    };
  } finally {
    for (const worker of workers) worker.end();
  }
};

/** Every call of every port that a run makes: failing once, answered by nobody, answered late, failing for ever. */
export const part: Part = async (options, print) => {
  const scratch = mkdtempSync(join(tmpdir(), 'factory-chaos-ports-'));
  try {
    return await attempt(scratch, options, print);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};
