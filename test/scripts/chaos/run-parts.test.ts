import { expect, it } from 'vitest';

import { readArguments } from '../../chaos/lib/arguments.ts';
import type { ChaosOptions, Outcome } from '../../chaos/lib/part.ts';
import { figuresLine, runParts, violationLines } from '../../chaos/lib/run-parts.ts';

const options: ChaosOptions = {
  seed: 7,
  kills: 1,
  replayed: 1,
  seeds: 1,
  plant: false,
  timeLeft: () => 1_000,
};

const part = (outcome: Outcome) => async () => ({ part: async () => outcome });
const silent = () => undefined;

it('says what was done, what was not, and what was violated, with the command that repeats it', async () => {
  const parts = {
    kill: part({ figures: '3 kills', violations: [], notRun: '7 kills (no time left)' }),
    simulation: part({
      figures: '20 seeds',
      violations: [{ what: 'two ends', repeat: '--only simulation --seed 9 --seeds 1' }],
    }),
    ports: async () => ({
      part: async () => {
        throw new Error('It broke.');
      },
    }),
  };
  const results = await runParts(parts, ['kill', 'replayed', 'simulation', 'ports'], options, silent);
  expect(figuresLine(results, 7, 12.4)).toBe(
    'chaos (seed 7, 12 s): kill: 3 kills, not run: 7 kills (no time left), 0 violated; replayed: not run (there is no such part); ' +
      'simulation: 20 seeds, 1 violated; ports: broken off, 1 violated',
  );
  const [first, second, ...more] = violationLines(results);
  expect(first).toBe(
    'VIOLATED simulation: two ends\n  repeat: npm run chaos -- --only simulation --seed 9 --seeds 1',
  );
  expect(second).toContain('VIOLATED ports: Error: It broke.');
  expect(second).toContain('repeat: npm run chaos -- --only ports --seed 7');
  expect(more).toEqual([]);
});

it('runs nothing that was not asked for, and begins nothing when time is over', async () => {
  const parts = {
    kill: part({ figures: 'never', violations: [] }),
    ports: part({ figures: 'never', violations: [] }),
  };
  const late = { ...options, timeLeft: () => 0 };
  expect(figuresLine(await runParts(parts, ['ports'], late, silent), 1, 0)).toBe(
    'chaos (seed 1, 0 s): kill: not run (not asked for); replayed: not run (not asked for); simulation: not run (not asked for); ports: not run (no time left)',
  );
});

it('reads the command line, and refuses what it does not know', () => {
  expect(readArguments([])).toMatchObject({ seed: 1, kills: 10, replayed: 40, seeds: 2000, plant: false });
  expect(readArguments(['--only', 'ports,kill', '--seed', '5'])).toMatchObject({
    only: ['kill', 'ports'],
    seed: 5,
  });
  for (const args of [['--only', 'kil'], ['--seed', '-1'], ['--kills', '1.5'], ['--kils', '1'], ['more']])
    expect(() => readArguments(args), args.join(' ')).toThrow(/kil|seed|kils|more/);
});

it('a case has a number or a name', () => {
  expect(readArguments(['--case', '3'])).toMatchObject({ case: 3, named: undefined });
  expect(readArguments(['--case', 'sourceControl.commit/hang'])).toMatchObject({
    case: undefined,
    named: 'sourceControl.commit/hang',
  });
  expect(() => readArguments(['--case', 'three'])).toThrow(/--case/);
});
