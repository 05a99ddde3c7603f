import { join } from 'node:path';

import type { Part } from '../lib/part.ts';
import { runCases } from './run-cases.ts';
import { references, undisturbedRun, type Undisturbed } from './scenarios/undisturbed.ts';
import { REAL } from './session.ts';

/** The bookshop of the documents: four services, with processes that run across them. */
const BOOKSHOP = 'Build an online bookshop with a catalogue, orders, payments and shipping';

/** `kill -9` of the host of real runs at random moments. */
export const part: Part = async (options, print) => {
  const { scratch, real, inhabited, cancelled } = await references(print);
  let made: Promise<Undisturbed & { definition: string }> | undefined;
  const solution = async () => {
    const run = await undisturbedRun(REAL, join(scratch, 'solution'), BOOKSHOP);
    print(`undisturbed solution of four services: ${(run.durationMs / 1_000).toFixed(1)} s`);
    return { ...run, definition: BOOKSHOP };
  };
  const given = {
    scratch,
    program: REAL,
    audit: real,
    inhabited,
    compensationMs: cancelled.durationMs,
    solution: () => (made ??= solution()),
  };
  const kinds = ['audit trail', 'compensation', 'four services'] as const;
  return runCases('kill', options.kills, kinds, options, given, print);
};
