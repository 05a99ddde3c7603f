import { join } from 'node:path';

import type { Part } from '../lib/part.ts';
import { runCases } from './run-cases.ts';
import { references, undisturbedRun, type Undisturbed } from './scenarios/undisturbed.ts';
import { REAL } from './session.ts';
import { withPlants } from './with-plants.ts';

/** The bookshop of the documents: four services, with processes that run across them. */
const BOOKSHOP = 'Build an online bookshop with a catalogue, orders, payments and shipping';

/** `kill -9` of the host of real runs at random moments. */
export const part: Part = async (options, print) => {
  const made = await references(print);
  const { scratch, real, inhabited, cancelled } = made;
  let run: Promise<Undisturbed & { definition: string }> | undefined;
  const solution = async () => {
    const undisturbed = await undisturbedRun(REAL, join(scratch, 'solution'), BOOKSHOP);
    print(`undisturbed solution of four services: ${(undisturbed.durationMs / 1_000).toFixed(1)} s`);
    return { ...undisturbed, definition: BOOKSHOP };
  };
  const given = {
    scratch,
    program: REAL,
    audit: real,
    inhabited,
    // Ending a pipeline that really runs takes its time.
    compensationMs: 2 * cancelled.durationMs,
    solution: () => (run ??= solution()),
  };
  const kinds = ['audit trail', 'compensation', 'four services'] as const;
  return withPlants(made, 'kill', options, print, () =>
    runCases('kill', options.kills, kinds, options, given, print),
  );
};
