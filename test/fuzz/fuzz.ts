import { parseArgs } from 'node:util';

import { runFuzz } from './run-fuzz.ts';

/** `npm run fuzz -- [--seed S] [--cases N]`: malformed bodies over all routes and malformed messages on both queues. */
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, cases: { type: 'string', default: '10000' } },
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const began = performance.now();
const { requests, messages, outcomes, violations } = await runFuzz(values.seed, Number(values.cases));
violations.slice(0, 20).forEach(print);
const counted = Object.entries(outcomes)
  .toSorted(([one], [other]) => one.localeCompare(other))
  .map(([outcome, count]) => `${outcome} × ${count}`)
  .join(', ');
print(counted);
print(
  `${requests} malformed requests and ${messages} malformed messages, seed ${values.seed}: ${violations.length} violations (5xx, crash, lost), ${((performance.now() - began) / 1_000).toFixed(1)} s`,
);
process.exitCode = violations.length === 0 ? 0 : 1;
