import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ChaosOptions, Outcome, Part, Violation } from '../lib/part.ts';
import { RECORDING, RECORDING_ONLY, REPLAY_PAUSE } from '../replay/recording.ts';
import { fateOf, judgePort, type Fate } from './oracles.ts';
import { checkOracles } from './plants.ts';
import { notCalled, planPorts, type PortCase } from './plan.ts';
import type { Ran, Scenario } from './run-project.ts';
import { startWorker, type Worker } from './workers.ts';

/** Processes that run cases side by side. */
const WORKERS = 2;

const replaying = (recording: string) => ({ [RECORDING]: recording, [REPLAY_PAUSE]: '0' });

/** A folder for a case that is gone afterwards. */
const inWorkspace = async <T>(scratch: string, work: (workspace: string) => Promise<T>): Promise<T> => {
  const workspace = mkdtempSync(join(scratch, 'case-'));
  try {
    return await work(workspace);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
};

const record = async (scratch: string, recording: string): Promise<void> => {
  if (existsSync(recording) && readdirSync(recording).length > 0) return;
  mkdirSync(recording, { recursive: true });
  const worker = startWorker({ ...replaying(recording), [RECORDING_ONLY]: 'true' });
  const answer = await inWorkspace(scratch, (workspace) => worker.ask({ workspace, scenario: 'run' }));
  worker.end();
  if ('error' in answer) throw new Error(answer.error);
};

const undisturbed = async (worker: Worker, scratch: string, scenario: Scenario): Promise<Ran> => {
  const answer = await inWorkspace(scratch, (workspace) => worker.ask({ workspace, scenario }));
  if ('error' in answer) throw new Error(answer.error);
  const { ran } = answer;
  const expected = scenario === 'run' ? 'completed' : 'cancelled';
  if (ran.left.status !== expected || ran.failed.some(({ failure }) => failure.kind !== 'stopped'))
    throw new Error(`An undisturbed run is ${ran.left.status}: ${JSON.stringify(ran.failed)}`);
  return ran;
};

type References = { run: Ran; cancelled: Ran };
type Judged = { fate: Fate | 'broken'; lines: readonly string[] };

const runCase = async (
  worker: Worker,
  scratch: string,
  one: PortCase,
  references: References,
): Promise<Judged> => {
  const { scenario, target, way } = one;
  const fault = { target, way };
  const answer = await inWorkspace(scratch, (workspace) => worker.ask({ workspace, scenario, fault }));
  if ('error' in answer) return { fate: 'broken', lines: [answer.error] };
  const seen = { fault, ran: answer.ran, undisturbed: references[scenario], completed: references.run };
  return { fate: fateOf(seen), lines: judgePort(seen) };
};

/** A port that takes each call for another effect must be caught when an answer is lost. */
const forgetfulPort = async (worker: Worker, scratch: string, references: References): Promise<string[]> => {
  const fault = { target: 'sourceControl.commit', way: 'lost' } as const;
  const ask = (workspace: string) => worker.ask({ workspace, scenario: 'run', fault, isPlanted: true });
  const answer = await inWorkspace(scratch, ask);
  if ('error' in answer) return [answer.error];
  const lines = judgePort({ fault, ran: answer.ran, undisturbed: references.run, completed: references.run });
  return lines.some((line) => line.startsWith('each effect once'))
    ? []
    : ['each effect once does not catch a port that takes each call for another effect'];
};

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
