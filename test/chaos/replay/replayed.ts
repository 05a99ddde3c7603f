import { runCases } from '../kill/run-cases.ts';
import { references } from '../kill/scenarios/undisturbed.ts';
import { withPlants } from '../kill/with-plants.ts';
import type { Part } from '../lib/part.ts';
import { usesOf } from './recording.ts';

/** `kill -9` of the host of runs whose verification is replayed from a recording; all else in them is real. */
export const part: Part = async (options, print) => {
  const made = await references(print);
  const { scratch, replaying, recording, replayed, inhabited, cancelled } = made;
  const before = usesOf(recording);
  const given = {
    scratch,
    program: replaying,
    audit: replayed,
    inhabited,
    compensationMs: cancelled.durationMs,
    solution: () => Promise.reject(new Error('No solution was recorded.')),
  };
  const kinds = ['audit trail', 'compensation'] as const;
  return withPlants(made, 'replayed', options, print, async () => {
    const outcome = await runCases('replayed', options.replayed, kinds, options, given, print);
    const uses = usesOf(recording);
    const how = `verification replayed ${uses.replayed - before.replayed} times from a recording of the same tree, done for real ${uses.real - before.real} times`;
    return { ...outcome, figures: `${outcome.figures}, ${how}` };
  });
};
