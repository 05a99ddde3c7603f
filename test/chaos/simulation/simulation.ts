import { pathToFileURL } from 'node:url';

import type { Part, Violation } from '../lib/part.ts';
import { oracles } from './oracles/oracles.ts';
import { blind, selfCheck, selfCheckLine } from './self-check.ts';
import { simulate } from './simulate.ts';
import { all, type Run } from './trace.ts';

/** Seeds with violations that are told of before the rest is left. */
const MOST_TOLD = 5;

/** How a run violates what must hold, a line for each oracle. */
export const violationsOf = (run: Run): string[] =>
  oracles.flatMap(({ name, check }) => {
    const found = check(run);
    const more = found.length > 1 ? ` (and ${found.length - 1} more)` : '';
    return found.length === 0 ? [] : [`${name}: ${found[0]}${more}`];
  });

const repeat = (seed: number): string => `--only simulation --seed ${seed} --seeds 1`;

type Counts = {
  ends: Map<string, number>;
  tasks: number;
  injected: number;
  repeated: number;
  decided: number;
  wakes: number;
};

const count = (counts: Counts, { happenings, project, instances }: Run): void => {
  counts.ends.set(project.status, (counts.ends.get(project.status) ?? 0) + 1);
  counts.tasks += instances.reduce((sum, { scheduled }) => sum + scheduled.length, 0);
  counts.injected += all(happenings, 'injected').length;
  counts.repeated += all(happenings, 'killed').length + all(happenings, 'repeated').length;
  counts.decided += all(happenings, 'request').filter(
    ({ name, status }) => name === 'decide' && status < 300,
  ).length;
  counts.wakes += all(happenings, 'woken').filter(({ how }) => how !== 'sent').length;
};

/** Simulates so many seeds from one on; stops early when several of them violate something, or when time is up. */
export const simulateSeeds = async (
  first: number,
  amount: number,
  timeLeft: () => number = () => Infinity,
): Promise<{ done: number; figures: string; violations: Violation[] }> => {
  const counts: Counts = { ends: new Map(), tasks: 0, injected: 0, repeated: 0, decided: 0, wakes: 0 };
  const violations: Violation[] = [];
  let told = 0;
  let seed = first;
  for (; seed < first + amount && told < MOST_TOLD && timeLeft() > 0; seed += 1) {
    const run = await simulate(seed);
    count(counts, run);
    const found = violationsOf(run);
    told += found.length > 0 ? 1 : 0;
    violations.push(...found.map((line) => ({ what: `seed ${seed}: ${line}`, repeat: repeat(seed) })));
  }
  const ends = [...counts.ends].toSorted().map(([status, number]) => `${number} ${status}`);
  const { tasks, injected, repeated, decided, wakes } = counts;
  const figures = `${seed - first} seeds: ${ends.join(', ')}; ${tasks} tasks, ${injected} failures injected, ${repeated} executions repeated or cut off, ${decided} decisions, ${wakes} wakes lost or planted`;
  return { done: seed - first, figures, violations };
};

/** Simulated runs of the orchestrations on a virtual clock. First the oracles themselves are held against planted faults. */
export const part: Part = async ({ seed, seeds, plant, timeLeft }, print) => {
  const caught = await selfCheck();
  print(selfCheckLine(caught));
  const missed = blind(caught).map((name) => ({
    what: `oracle ${name} does not see its plant`,
    repeat: '--only simulation --plant',
  }));
  if (plant) return { figures: `${caught.length} oracles`, violations: missed };
  const { done, figures, violations } = await simulateSeeds(seed, seeds, timeLeft);
  return {
    figures: `${caught.length} oracles, ${figures}`,
    violations: [...missed, ...violations],
    ...(done < seeds && violations.length === 0 ? { notRun: `${seeds - done} seeds (no time left)` } : {}),
  };
};

/** `node test/chaos/simulation/simulation.ts SEED` tells of one seed, happening by happening. */
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const run = await simulate(Number(process.argv[2] ?? 1));
  for (const happening of run.happenings)
    process.stdout.write(`${JSON.stringify(happening).slice(0, 400)}\n`);
  for (const violation of violationsOf(run)) process.stdout.write(`VIOLATED ${violation}\n`);
}
