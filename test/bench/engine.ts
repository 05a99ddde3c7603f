/**
 * What durable execution costs: `npm run bench:engine`. Orchestrations call an activity that does nothing, one call after the
 * other, on the engine of the embedded host (each turn is one durable transaction) and on the in-memory backend of Microsoft's
 * Durable Task SDK, by turns in this process. `-- 5`: so many of each; 3 otherwise, of which the median counts.
 */
import { cpuUsage } from 'node:process';

import type { Contender } from './engine/contender.ts';
import { embedded } from './engine/embedded.ts';
import { inMemory } from './engine/in-memory.ts';
import { table } from './table.ts';

const SHORT = 100;
const LONG = 10 * SHORT;
const SIDE_BY_SIDE = 20;
const rounds = Number(process.argv[2] ?? 3);

type Cost = { activities: number; seconds: number; cpuSeconds: number };

/** Runs so many orchestrations of a length at the same time. Throws when one does not answer the sum of its steps. */
const cost = async (contender: Contender, length: number, count: number): Promise<Cost> => {
  const engine = await contender();
  await engine.run(2);
  const before = cpuUsage();
  const started = performance.now();
  const answers = await Promise.all(Array.from({ length: count }, () => engine.run(length)));
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = cpuUsage(before);
  await engine.close();
  const wrong = answers.filter((sum) => sum !== (length * (length + 1)) / 2);
  if (wrong.length > 0) throw new Error(`Orchestrations of ${length} steps answered ${wrong.join(', ')}.`);
  return { activities: length * count, seconds, cpuSeconds: (user + system) / 1e6 };
};

const median = (costs: readonly Cost[]): Cost =>
  costs.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(costs.length / 2)]!;

const CONTENDERS = { 'embedded, durable': embedded, 'Durable Task, in memory': inMemory };
const CASES: readonly (readonly [string, number, number])[] = [
  [`${SHORT} activities`, SHORT, 1],
  [`${LONG} activities`, LONG, 1],
  [`${SIDE_BY_SIDE} times ${SHORT} activities`, SHORT, SIDE_BY_SIDE],
];

const measured = new Map<string, Cost>();
for (const [name, length, count] of CASES) {
  const costs = new Map<string, Cost[]>(Object.keys(CONTENDERS).map((contender) => [contender, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const [contender, make] of Object.entries(CONTENDERS))
      costs.get(contender)!.push(await cost(make, length, count));
  for (const [contender, all] of costs) measured.set(`${contender}/${name}`, median(all));
}

const rateOf = ({ activities, seconds }: Cost): number => activities / seconds;
const msOf = ({ activities, seconds }: Cost): number => (seconds / activities) * 1_000;
const cpuOf = ({ activities, cpuSeconds }: Cost): number => (cpuSeconds / activities) * 1_000;

for (const contender of Object.keys(CONTENDERS))
  table(
    contender,
    ['act./s', 'ms/act.', 'CPU ms'],
    CASES.map(([name]) => {
      const each = measured.get(`${contender}/${name}`)!;
      return [name, rateOf(each), msOf(each), cpuOf(each)];
    }),
  );

/** How many times as much time ten times the history takes. */
const growth = (contender: string): string => {
  const [short, long] = CASES.map(([name]) => measured.get(`${contender}/${name}`)!) as [Cost, Cost, Cost];
  return `${(long.seconds / short.seconds).toFixed(1)} times the time (${contender})`;
};
const [durable, memory] = Object.keys(CONTENDERS).map((contender) =>
  rateOf(measured.get(`${contender}/${CASES[2]![0]}`)!),
);
console.log(
  `\nengine: ${durable!.toFixed(0)} activities per second with durable writes, ${memory!.toFixed(0)} in memory: ratio ${(durable! / memory!).toFixed(2)}; ` +
    `ten times the history takes ${Object.keys(CONTENDERS).map(growth).join(', ')}`,
);
