import { finalStates } from './life-cycle.ts';
import type { Sketch } from './sketch.ts';

export const unended = ({ lifecycle }: Sketch): string[] => {
  if (!lifecycle) return [];
  const ends = finalStates(lifecycle);
  return lifecycle.states.filter((state) => !ends.includes(state));
};
