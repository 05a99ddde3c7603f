import type { Graph } from './state-graph.ts';
import { prolongs } from './life-cycle-words.ts';

/** What can be done before an end was put off can be done afterwards, except to put it off again. */
export const readProlonging = ({ moves }: Graph): void => {
  for (const { verb, from, to } of moves.filter((move) => prolongs(move.verb)))
    for (const move of moves)
      if (move.verb !== verb && move.to !== to && move.from.some((state) => from.includes(state)))
        move.from = [...new Set([...move.from, to])];
};
